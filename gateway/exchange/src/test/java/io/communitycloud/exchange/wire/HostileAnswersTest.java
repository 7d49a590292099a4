package io.communitycloud.exchange.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.communitycloud.exchange.manifest.Served;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * What the wires make of answers that swell, read from elsewhere or never were what they say: one fault of ours, within the
 * time of the call, and nothing of what they hold.
 */
class HostileAnswersTest {

    private static final int LARGE = 6 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private HttpServer system = started(new byte[0]);

    @AfterEach
    void stop() {
        system.stop(0);
    }

    @TestFactory
    Stream<DynamicTest> jsonThatIsNoAnswer() {
        Map<String, byte[]> answers = new LinkedHashMap<>();
        answers.put("arrays a hundred thousand deep", utf8("[".repeat(100_000) + "]".repeat(100_000)));
        answers.put("objects a hundred deep", utf8("{\"rows\":".repeat(100) + "1" + "}".repeat(100)));
        answers.put("more than anybody answers", utf8("{\"rows\":[" + " ".repeat(LARGE) + "]}"));
        answers.put("a million empty lists", utf8("[" + "[],".repeat(LARGE / 3) + "[]]"));
        answers.put("a number of a million digits", utf8("{\"total\":" + "9".repeat(1_000_000) + ",\"rows\":[]}"));
        answers.put("a number beyond all", utf8(row("\"je\":1e999999999")));
        answers.put("another shape", utf8("{\"rows\":\"none\"}"));
        answers.put("a page", utf8("<html><body>" + "x".repeat(1_000) + "</body></html>"));
        answers.put("half an answer", utf8("{\"total\":1,\"rows\":[{"));
        answers.put("nothing", new byte[0]);
        answers.put("a bomb in gzip", gzip(64));
        answers.put("bytes", new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        return answers.entrySet().stream()
                .map(answer -> DynamicTest.dynamicTest(
                        answer.getKey(), () -> broken("CAB-01", "assistance", answer.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> xmlThatIsNoAnswer() {
        return hostileXml("<ehr>%s</ehr>")
                .map(answer -> DynamicTest.dynamicTest(
                        answer.name(), () -> broken("HLT-01", "health-flags", utf8(answer.text()))));
    }

    @TestFactory
    Stream<DynamicTest> soapThatIsNoAnswer() {
        return hostileXml("<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body>"
                        + "<queryPersonResponse><code>0</code>%s</queryPersonResponse></e:Body></e:Envelope>")
                .map(answer -> DynamicTest.dynamicTest(
                        answer.name(),
                        () -> broken("PSB-01", "person", answer.text().getBytes(Charset.forName("GBK")))));
    }

    @TestFactory
    Stream<DynamicTest> pagesThatAreNoAnswer() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("elements two hundred thousand deep", "<div>".repeat(200_000));
        pages.put("a field that holds a document type", field("<!DOCTYPE a [<!ENTITY b 'c'>]><list>&b;</list>"));
        pages.put("a field that swells", field("<list>" + "<ywh>".repeat(5_000) + "</list>"));
        pages.put("no field", "<html><body>x</body></html>");
        pages.put("more than anybody answers", "<p>".repeat(LARGE / 3));
        return pages.entrySet().stream()
                .map(page -> DynamicTest.dynamicTest(
                        page.getKey(), () -> broken("HMB-02", "owners-committees", utf8(page.getValue()))));
    }

    private void broken(String id, String operation, byte[] answer) {
        system.stop(0);
        system = started(answer);
        Served served = Bureaus.shared().manifests().find(id).orElseThrow();
        JsonNode request =
                served.operation(operation).orElseThrow().says().example().request();
        long began = System.nanoTime();
        assertThatExceptionOfType(WireFault.class)
                .isThrownBy(() -> Bureaus.shared()
                        .callAt("http://127.0.0.1:" + system.getAddress().getPort(), id, operation, request))
                .satisfies(fault -> {
                    assertThat(fault.kind()).isEqualTo(WireFault.Kind.BROKEN);
                    assertThat(fault.getMessage()).isEqualTo("BROKEN");
                    assertThat(fault.getCause()).isNull();
                });
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE);
    }

    private record Answer(String name, String text) {}

    private static Stream<Answer> hostileXml(String form) {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE x [<!ENTITY a \"ha\">");
        for (char each = 'b'; each <= 'i'; each++) {
            laughs.append("<!ENTITY ").append(each).append(" \"");
            laughs.append(("&" + (char) (each - 1) + ";").repeat(10)).append("\">");
        }
        laughs.append("]>");
        return Stream.of(
                new Answer("a billion laughs", laughs + form.formatted("&i;")),
                new Answer(
                        "a file of ours",
                        "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" + form.formatted("&a;")),
                new Answer(
                        "an address inside",
                        "<!DOCTYPE x [<!ENTITY a SYSTEM \"http://169.254.169.254/\">]>" + form.formatted("&a;")),
                new Answer("an entity of nobody", form.formatted("&nobody;")),
                new Answer("elements a hundred deep", form.formatted("<a>".repeat(100) + "</a>".repeat(100))),
                new Answer(
                        "elements fifty thousand deep", form.formatted("<a>".repeat(50_000) + "</a>".repeat(50_000))),
                new Answer("more than anybody answers", form.formatted("<a>" + "x".repeat(LARGE) + "</a>")),
                new Answer("half an answer", form.formatted("<a>")),
                new Answer("nothing", ""),
                new Answer("no XML", "{}"));
    }

    private static String field(String document) {
        String once = document.replace("&", "&amp;").replace("<", "&lt;");
        String twice = once.replace("&", "&amp;").replace("<", "&lt;");
        return "<html><body><input name=\"code\" value=\"0\"><textarea name=\"xml\">" + twice
                + "</textarea></body></html>";
    }

    private static String row(String member) {
        return "{\"total\":1,\"rows\":[{\"sfzh\":\"310199196203050017\",\"xm\":\"x\",\"jzlx\":\"01\",\"ksrq\":\"20240301\","
                + "\"fhrq\":\"20261201\"," + member + ",\"updated_at\":\"2026-11-20 09:12:00\"}]}";
    }

    private static byte[] gzip(int mebis) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] mebi = new byte[1024 * 1024];
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < mebis; i++) {
                out.write(mebi);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static HttpServer started(byte[] answer) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", call -> {
                try (call) {
                    call.getRequestBody().readAllBytes();
                    // Said of every answer, and believed of none.
                    call.getResponseHeaders().set("Content-Encoding", "gzip");
                    call.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
                    try (OutputStream out = call.getResponseBody()) {
                        out.write(answer);
                    }
                } catch (IOException hungUp) {
                    // The other side has had enough.
                }
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
