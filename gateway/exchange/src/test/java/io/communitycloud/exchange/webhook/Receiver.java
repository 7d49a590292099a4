package io.communitycloud.exchange.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.communitycloud.common.signatures.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.MapPropertySource;

/** A partner's receiver of webhooks: it speaks TLS under a name, at an address that only this test's intranet has. */
public final class Receiver implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** The name its certificate has. */
    public static final String HOST = "hooks.hlt.example";

    private static final String ADDRESS = "127.7.7.7";
    private static final String PASSWORD = "changeit";
    private static final Path KEYS = keys();
    private static final HttpsServer SERVER = started();
    private static final Queue<Received> RECEIVED = new ConcurrentLinkedQueue<>();
    private static volatile int status = 204;
    private static volatile String location = "";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "receiver",
                        Map.of(
                                "spring.ssl.bundle.jks.receiver.truststore.location",
                                        KEYS.toUri().toString(),
                                "spring.ssl.bundle.jks.receiver.truststore.password", PASSWORD,
                                "spring.ssl.bundle.jks.receiver.truststore.type", "PKCS12",
                                "exchange.webhook.ssl-bundle", "receiver",
                                "exchange.webhook.intranets", "127.7.7.0/24",
                                "exchange.webhook.background", "false")));
    }

    static String url(String path) {
        return "https://" + HOST + ":" + SERVER.getAddress().getPort() + path;
    }

    static void answers(int code) {
        status = code;
        location = "";
        RECEIVED.clear();
    }

    static void redirects(String target) {
        answers(307);
        location = target;
    }

    static List<Received> received() {
        return List.copyOf(RECEIVED);
    }

    /** A request that came in. */
    record Received(String method, String host, String target, Map<String, List<String>> headers, String content)
            implements Message {

        @Override
        public String authority() {
            return host;
        }

        @Override
        public String path() {
            int query = target.indexOf('?');
            return query < 0 ? target : target.substring(0, query);
        }

        @Override
        public String query() {
            int query = target.indexOf('?');
            return query < 0 ? "?" : target.substring(query);
        }

        @Override
        public List<String> fields(String lowerCaseName) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(lowerCaseName))
                    .flatMap(header -> header.getValue().stream())
                    .toList();
        }
    }

    private static void answer(HttpExchange call) throws IOException {
        try (call) {
            RECEIVED.add(new Received(
                    call.getRequestMethod(),
                    Objects.requireNonNullElse(call.getRequestHeaders().getFirst("Host"), ""),
                    call.getRequestURI().toString(),
                    Map.copyOf(call.getRequestHeaders()),
                    new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            if (!location.isEmpty()) {
                call.getResponseHeaders().set("Location", location);
            }
            call.sendResponseHeaders(status, -1);
        }
    }

    private static HttpsServer started() {
        try (InputStream content = Files.newInputStream(KEYS)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(content, PASSWORD.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, PASSWORD.toCharArray());
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(managers.getKeyManagers(), null, null);
            HttpsServer server = HttpsServer.create(new InetSocketAddress(ADDRESS, 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(tls));
            server.createContext("/", Receiver::answer);
            server.setExecutor(Thread::startVirtualThread);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JDK has no other way to make a certificate. */
    private static Path keys() {
        try {
            Path file = Files.createTempDirectory("receiver").resolve("keys.p12");
            Process made = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "receiver",
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-dname",
                            "CN=" + HOST,
                            "-ext",
                            "san=dns:" + HOST,
                            "-validity",
                            "3650",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            file.toString(),
                            "-storepass",
                            PASSWORD)
                    .inheritIO()
                    .start();
            if (made.waitFor() != 0) {
                throw new IllegalStateException("keytool made no key");
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What names lead to: the receiver's to where it listens, one to the inside, the rest nowhere. */
    @TestConfiguration(proxyBeanMethods = false)
    public static class Names {

        @Bean
        Lookup namesOfTests() {
            return host -> switch (host) {
                case HOST -> new InetAddress[] {InetAddress.ofLiteral(ADDRESS)};
                case "inside.hlt.example" -> new InetAddress[] {InetAddress.ofLiteral("10.0.0.7")};
                default -> throw new UnknownHostException(host);
            };
        }
    }
}
