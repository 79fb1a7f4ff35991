/** Name of the class in {@link starterSource}. */
export const starterClass = "StartNode"

/** What the starter prints before the port it listens on. */
export const listeningMark = "camunda-backup-elasticsearch-http-port="

/**
 * The program that starts one node: `StartNode <home> <folder to remove when orphaned, or ""> KEY=VALUE…`.
 *
 * - The constructor of a node and its plugin loader changed between 8.16 and 9.5 (paths, bundles, a further flag), hence reflection there.
 * - Standard input is a pipe from the process that launched it. Its end means that the launcher is gone, even by SIGKILL, and nobody
 *   would ever stop this server: it removes its temporary data and halts at once.
 * - The HTTP port is asked of the operating system by the server itself (`http.port=0`), so no other program can take it in between.
 */
export const starterSource = `
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.http.HttpServerTransport;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

public final class ${starterClass} {
  public static void main(String[] args) throws Exception {
    watchLauncher(args[1]);
    Settings.Builder builder = Settings.builder().put("path.home", args[0]);
    for (String arg : List.of(args).subList(2, args.length)) {
      int at = arg.indexOf('=');
      builder.put(arg.substring(0, at), arg.substring(at + 1));
    }
    Settings settings = builder.build();
    LogConfigurator.configureWithoutConfig(settings);
    Environment environment = new Environment(settings, Path.of(args[0]).resolve("config"));
    Node node = new Node(environment, pluginsLoader(environment));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      try {
        node.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }));
    node.start();
    int port = node.injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress().getPort();
    System.out.println("${listeningMark}" + port);
    System.out.flush();
    new CountDownLatch(1).await();
  }

  private static PluginsLoader pluginsLoader(Environment environment) throws Exception {
    Set<?> modules = bundles("loadModulesBundles", folder(environment, "modules"));
    Set<?> plugins = bundles("loadPluginsBundles", folder(environment, "plugins"));
    Method create = longest("createPluginsLoader");
    Object[] values = new Object[create.getParameterCount()];
    boolean first = true;
    for (int i = 0; i < values.length; i++) {
      Class<?> type = create.getParameterTypes()[i];
      if (type == Set.class) {
        values[i] = first ? modules : plugins;
        first = false;
      } else if (type == Map.class) {
        values[i] = Map.of();
      } else if (type == boolean.class) {
        values[i] = false;
      } else {
        throw new IllegalStateException("unknown parameter " + type + " of " + create);
      }
    }
    return (PluginsLoader) create.invoke(null, values);
  }

  private static Set<?> bundles(String name, Path folder) throws Exception {
    Method load = longest(name);
    return (Set<?>) (load.getParameterCount() == 1 ? load.invoke(null, folder) : load.invoke(null, folder, true));
  }

  private static Path folder(Environment environment, String name) throws Exception {
    for (String method : List.of(name + "Dir", name + "File")) {
      try {
        return (Path) Environment.class.getMethod(method).invoke(environment);
      } catch (NoSuchMethodException e) {
        continue;
      }
    }
    throw new IllegalStateException("the environment has no folder of " + name);
  }

  private static Method longest(String name) {
    return Arrays.stream(PluginsLoader.class.getMethods())
      .filter(method -> method.getName().equals(name))
      .max(Comparator.comparingInt(Method::getParameterCount))
      .orElseThrow(() -> new IllegalStateException("PluginsLoader has no " + name));
  }

  private static void watchLauncher(String temporaryFolder) {
    Thread watcher = new Thread(() -> {
      try {
        while (System.in.read() >= 0) {
          continue;
        }
      } catch (IOException e) {
        System.err.println("standard input is broken: " + e);
      }
      if (temporaryFolder.isEmpty() == false) {
        removeTree(Path.of(temporaryFolder));
      }
      Runtime.getRuntime().halt(3);
    }, "launcher-watcher");
    watcher.setDaemon(true);
    watcher.start();
  }

  // The node still writes meanwhile, so one pass may miss a file that has just come.
  private static void removeTree(Path folder) {
    for (int pass = 0; pass < 5 && Files.exists(folder); pass++) {
      try (Stream<Path> paths = Files.walk(folder)) {
        paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      } catch (IOException | UncheckedIOException e) {
        continue;
      }
    }
  }
}
`
