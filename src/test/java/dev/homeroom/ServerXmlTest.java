package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;

/** Holds what {@code server.xml} says: a database alike by its URL and by its parts; threads. */
class ServerXmlTest {
  @ParameterizedTest
  @ValueSource(strings = {"homeroom", "cache", "migrations"})
  void dataSourceByUrl_andByParts_differInNameAndUrlOnly(String name) throws Exception {
    Document server = server();
    List<String> byUrl = settings(dataSource(server, "url-" + name));
    assertThat(byUrl).hasSizeGreaterThan(8);
    assertThat(settings(dataSource(server, "postgresql-" + name))).isEqualTo(byUrl);
  }

  @ParameterizedTest
  @ValueSource(strings = {"homeroom", "cache", "migrations"})
  void dataSourcesOfMariaDb_differInNameAndUrlOnly(String name) throws Exception {
    Document server = server();
    List<String> byUrl = settings(dataSource(server, "mariadb-url-" + name));
    assertThat(byUrl).hasSizeGreaterThan(8).anyMatch(setting -> setting.contains("_timeout="));
    assertThat(settings(dataSource(server, "mariadb-" + name))).isEqualTo(byUrl);
    assertThat(settings(dataSource(server, "mariadb-3306-" + name))).isEqualTo(byUrl);
  }

  @Test
  void httpHost_ofLibertyRun_isLoopbackUnlessSet() throws Exception {
    NodeList hosts = parsed("pom.xml").getElementsByTagName("liberty.defaultVar.HTTP_HOST");
    assertThat(hosts.getLength()).isEqualTo(1);
    assertThat(hosts.item(0).getTextContent()).isEqualTo("127.0.0.1");
  }

  /** Five connections, and at 500 requests a second those that wait 50 ms for one of them. */
  @Test
  void executor_hasThreadsFromTheStart_forAllWhoMayWaitForAFrozenRedis() throws Exception {
    Element executor = (Element) server().getElementsByTagName("executor").item(0);
    assertThat(Integer.parseInt(executor.getAttribute("coreThreads"))).isGreaterThanOrEqualTo(30);
  }

  /** What a caller without a token may fill: docs/settings.md, "What a caller may take". */
  @Test
  void heap_hasRoomForTheHeaderFieldsOfAllConnections_besideTheRest() throws Exception {
    Document server = server();
    Element http = (Element) server.getElementsByTagName("httpOptions").item(0);
    long fields = Long.parseLong(http.getAttribute("limitNumHeaders"));
    long size = Long.parseLong(http.getAttribute("limitFieldSize"));
    long connections = Long.parseLong(variable(server, "HTTP_MAX_CONNECTIONS"));
    Matcher heap =
        Pattern.compile("-Xmx(\\d+)m")
            .matcher(Files.readString(Path.of("src/main/liberty/config/jvm.options")));
    assertThat(heap.find()).isTrue();

    long restMegabytes = 100 + 100 + 32 + 40;
    assertThat(Long.parseLong(heap.group(1)))
        .isGreaterThan(connections * fields * size / 1_000_000 + restMegabytes);
  }

  /** HTTP/2 by upgrade hung at answers without a body, and held a thread each. */
  @Test
  void http2_isOff_andTheStatisticThatTakesAnyMethodAsALabel() throws Exception {
    Document server = server();
    Element endpoint = (Element) server.getElementsByTagName("httpEndpoint").item(0);
    assertThat(endpoint.getAttribute("protocolVersion")).isEqualTo("http/1.1");
    Element monitor = (Element) server.getElementsByTagName("monitor").item(0);
    assertThat(monitor.getAttribute("filter").split(",", -1))
        .contains("JVM", "REST", "ConnectionPool")
        .doesNotContain("HTTP");
  }

  private static String variable(Document server, String name) {
    NodeList all = server.getElementsByTagName("variable");
    for (int i = 0; i < all.getLength(); i++) {
      if (all.item(i) instanceof Element element && element.getAttribute("name").equals(name)) {
        return element.getAttribute("defaultValue");
      }
    }
    throw new AssertionError("no variable " + name);
  }

  private static Document server() throws Exception {
    return parsed("src/main/liberty/config/server.xml");
  }

  private static Document parsed(String file) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File(file));
  }

  private static Element dataSource(Document server, String id) {
    NodeList all = server.getElementsByTagName("dataSource");
    for (int i = 0; i < all.getLength(); i++) {
      if (all.item(i) instanceof Element element && element.getAttribute("id").equals(id)) {
        return element;
      }
    }
    throw new AssertionError("no data source " + id);
  }

  private static List<String> settings(Element element) {
    List<String> settings = new ArrayList<>();
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      String name = attributes.item(i).getNodeName();
      if (!List.of("id", "jndiName", "URL").contains(name)) {
        settings.add(element.getTagName() + " " + attributes.item(i));
      }
    }
    NodeList children = element.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      if (children.item(i) instanceof Element child) {
        settings.addAll(settings(child));
      }
    }
    return settings;
  }
}
