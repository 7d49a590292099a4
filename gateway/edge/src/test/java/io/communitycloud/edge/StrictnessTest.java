package io.communitycloud.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static io.communitycloud.edge.Client.WORKER;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What two servers could read differently, sent byte by byte. */
class StrictnessTest extends BehindTheEdge {

    /** Behind each there is a second request; it must never reach a service. */
    private static final String HIDDEN =
            "GET /api/v1/residents/hidden HTTP/1.1\r\nHost: e\r\nAuthorization: " + WORKER + "\r\n\r\n";

    static final List<String> PAYLOADS = Stream.of(
                    post("Content-Length: 4", "Transfer-Encoding: chunked") + "0\r\n\r\n",
                    post("Transfer-Encoding: chunked", "Content-Length: 6") + "0\r\n\r\nG",
                    post("Transfer-Encoding: chunked", "Transfer-Encoding: identity") + "0\r\n\r\n",
                    post("Transfer-Encoding: xchunked", "Content-Length: 3") + "abc",
                    post("Transfer-Encoding: identity, chunked") + "0\r\n\r\n",
                    post("Transfer-Encoding : chunked") + "0\r\n\r\n",
                    post("Transfer-Encoding: \"chunked\"") + "0\r\n\r\n",
                    post("Transfer-Encoding: chunked, chunked") + "0\r\n\r\n",
                    post("Content-Length: 3", "Content-Length: 5") + "abc",
                    post("Content-Length: 3, 5") + "abc",
                    post("Content-Length: +3") + "abc",
                    post("Content-Length: -1"),
                    post("Content-Length: 0x3") + "abc",
                    post("Content-Length: 3 3") + "abc",
                    post("Transfer-Encoding: chunked") + "zz\r\nabc\r\n0\r\n\r\n",
                    post("Transfer-Encoding: chunked") + "3\r\nabcdef\r\n0\r\n\r\n",
                    post("Transfer-Encoding: chunked") + "-1\r\nabc\r\n0\r\n\r\n",
                    post("Transfer-Encoding: chunked") + "ffffffffffffffff1\r\nabc\r\n0\r\n\r\n",
                    post("Transfer-Encoding: chunked") + "3 x\r\nabc\r\n0\r\n\r\n",
                    "POST /api/v1/residents HTTP/1.0\r\nHost: e\r\nAuthorization: " + WORKER
                            + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                    "GET /api/v1/residents HTTP/1.1\r\nAuthorization: " + WORKER + "\r\n\r\n",
                    "GET /api/v1/residents HTTP/1.1\r\nHost: a\r\nHost: b\r\nAuthorization: " + WORKER + "\r\n\r\n",
                    "GET http://other/api/v1/residents HTTP/1.1\r\nHost: e\r\nAuthorization: " + WORKER + "\r\n\r\n",
                    "GET /api/v1/residents HTTP/1.1\nHost: e\nX: \u0000\n\n",
                    get("/api/v1/areas/../residents"),
                    get("/api/v1/areas/%2e%2e/residents"),
                    get("/api/v1/areas/..%2fresidents"),
                    get("/api/v1//residents"),
                    get("/api/v1/residents;x=1"),
                    get("/api/v1/residents/%00"),
                    get("/api/v1/residents/%"),
                    get("/api/v1/residents/%252e%252e"),
                    get("/api/v1/residents\\..\\x"),
                    get("/api/v1/residents?x=%zz"),
                    "CONNECT e:443 HTTP/1.1\r\nHost: e:443\r\nAuthorization: " + WORKER + "\r\n\r\n",
                    "FROB /api/v1/residents HTTP/1.1\r\nHost: e\r\nAuthorization: " + WORKER + "\r\n\r\n")
            .toList();

    private final int port;

    StrictnessTest(@LocalServerPort int port) {
        this.port = port;
    }

    @ParameterizedTest
    @FieldSource("PAYLOADS")
    void refusesWhatCanBeReadInTwoWays(String payload) throws Exception {
        String answer = send(payload + HIDDEN);
        assertThat(answer).startsWith("HTTP/1.1 ");
        int status = Integer.parseInt(answer.substring(9, 12));
        assertThat(status).isIn(400, 405, 501, 505);
        Services.RESIDENT.verify(0, anyRequestedFor(urlMatching(".*hidden.*")));
    }

    @Test
    void knowsNoTrace() throws Exception {
        assertThat(send("TRACE /api/v1/residents HTTP/1.1\r\nHost: e\r\nAuthorization: " + WORKER + "\r\n\r\n"))
                .startsWith("HTTP/1.1 405")
                .doesNotContain("social-worker");
    }

    @Test
    void takesAPlainRequestAfterAPlainRequest() throws Exception {
        String answer = send(post("Transfer-Encoding: chunked") + "3\r\nabc\r\n0\r\n\r\n" + HIDDEN);
        assertThat(answer.split("HTTP/1.1 200", -1)).hasSize(3);
    }

    @Test
    void refusesAStreamThatGrowsTooLarge() throws Exception {
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        assertThat(send(post("Transfer-Encoding: chunked") + chunk.repeat(17) + "0\r\n\r\n" + HIDDEN))
                .satisfiesAnyOf(
                        answer -> assertThat(answer).startsWith("HTTP/1.1 413"),
                        // Cut off while it still sends, a caller may not get to read the answer.
                        answer -> assertThat(answer).isEmpty());
        Services.RESIDENT.verify(0, anyRequestedFor(urlMatching(".*hidden.*")));
    }

    @Test
    void showsACallerThatAStreamBrokeOff() throws Exception {
        Services.RESIDENT.stubFor(
                any(anyUrl()).willReturn(ok("x".repeat(200_000)).withFault(Fault.MALFORMED_RESPONSE_CHUNK)));
        assertThat(send(get("/api/v1/residents"))).doesNotEndWith("0\r\n\r\n");
    }

    private static String post(String... framing) {
        return "POST /api/v1/residents HTTP/1.1\r\nHost: e\r\nAuthorization: " + WORKER + "\r\n"
                + String.join("\r\n", framing) + "\r\n\r\n";
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: e\r\nAuthorization: " + WORKER + "\r\n\r\n";
    }

    /** All that comes back until the edge hangs up or falls silent. */
    private String send(String bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
            StringBuilder answer = new StringBuilder();
            byte[] buffer = new byte[8192];
            try {
                int count;
                while ((count = socket.getInputStream().read(buffer)) >= 0) {
                    answer.append(new String(buffer, 0, count, ISO_8859_1));
                }
            } catch (IOException e) {
                // Silence, or a connection the edge broke off after its answer.
                answer.append("");
            }
            return answer.toString();
        }
    }
}
