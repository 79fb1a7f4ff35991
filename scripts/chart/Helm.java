// Helm's own code, as a library: renders, lints and packs a chart. Each line of standard input is one order, its fields separated by tabs:
//
//   template CHART RELEASE NAMESPACE KUBERNETES VALUES OUTPUT
//   lint     CHART OUTPUT
//   package  CHART FOLDER OUTPUT
//
// OUTPUT becomes a file with what was made, or, if that failed, OUTPUT.error one with the reason.
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;

final class HelmOrders {
  public static void main(String[] args) throws Exception {
    final BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
    for (String line = orders.readLine(); line != null; line = orders.readLine()) carryOut(line.split("\t"));
  }

  private static void carryOut(String[] order) throws Exception {
    final String output = order[order.length - 1];
    try {
      Files.writeString(Path.of(output), made(order));
    } catch (RuntimeException error) {
      Files.writeString(Path.of(output + ".error"), String.valueOf(error.getMessage()));
    }
  }

  private static String made(String[] order) {
    final Helm helm = new Helm(Path.of(order[1]));
    switch (order[0]) {
      case "template":
        return helm.template().withName(order[2]).withNamespace(order[3]).withKubeVersion(order[4]).withValuesFile(Path.of(order[5])).call();
      case "lint":
        final LintResult result = helm.lint().strict().call();
        final String messages = String.join("\n", result.getMessages());
        if (result.isFailed()) throw new IllegalStateException(messages);
        return messages;
      case "package":
        helm.packageIt().withDestination(Path.of(order[2])).call();
        return "";
      default:
        throw new IllegalArgumentException("unknown order " + order[0]);
    }
  }
}
