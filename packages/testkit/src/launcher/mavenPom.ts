export interface MavenArtifact {
  readonly groupId: string
  readonly artifactId: string
  readonly version: string
}

/** The two artifacts that bring the server: its core, and HTTP with the transport layer. */
export const serverArtifacts = (version: string): ReadonlyArray<MavenArtifact> => [
  { groupId: "org.elasticsearch", artifactId: "elasticsearch", version },
  { groupId: "org.elasticsearch.plugin", artifactId: "transport-netty4", version }
]

export const log4jCore = (version: string): MavenArtifact => ({
  groupId: "org.apache.logging.log4j",
  artifactId: "log4j-core",
  version
})

const dependency = ({ groupId, artifactId, version }: MavenArtifact): string =>
  [
    "    <dependency>",
    `      <groupId>${groupId}</groupId>`,
    `      <artifactId>${artifactId}</artifactId>`,
    `      <version>${version}</version>`,
    "    </dependency>"
  ].join("\n")

/** A pom whose only purpose is to have its dependencies copied. */
export const mavenPom = (artifacts: ReadonlyArray<MavenArtifact>): string =>
  [
    '<project xmlns="http://maven.apache.org/POM/4.0.0">',
    "  <modelVersion>4.0.0</modelVersion>",
    "  <groupId>io.github.camunda-backup</groupId>",
    "  <artifactId>elasticsearch-for-tests</artifactId>",
    "  <version>1</version>",
    "  <packaging>pom</packaging>",
    "  <dependencies>",
    ...artifacts.map(dependency),
    "  </dependencies>",
    "</project>",
    ""
  ].join("\n")
