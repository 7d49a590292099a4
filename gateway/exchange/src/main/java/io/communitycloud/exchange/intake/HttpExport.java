package io.communitycloud.exchange.intake;

import io.communitycloud.exchange.secret.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A file behind an address, the newest each time; it is named by {@code Content-Disposition}. */
final class HttpExport implements RemoteFiles {

    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Pattern NAME = Pattern.compile("filename=\"?([A-Za-z0-9._-]{1,100})\"?");
    private static final int GOOD = 200;

    private final HttpClient client;
    private final HttpResponse<InputStream> answer;
    private final String name;

    private HttpExport(HttpClient client, HttpResponse<InputStream> answer, String name) {
        this.client = client;
        this.answer = answer;
        this.name = name;
    }

    /**
     * Asks for it.
     *
     * @param how the manifest's authentication: kind {@code basic}, {@code user}, {@code secret}
     */
    static HttpExport open(URI address, JsonNode how, Credentials credentials, Duration patience)
            throws IOException, Credentials.Missing, InterruptedException {
        String user = how.path("user").asString("community-cloud");
        String basic = user + ":" + credentials.text(how.path("secret").asString(""));
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECTING)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        try {
            HttpResponse<InputStream> answer = client.send(
                    HttpRequest.newBuilder(address)
                            .timeout(patience)
                            .header(
                                    "Authorization",
                                    "Basic "
                                            + Base64.getEncoder()
                                                    .encodeToString(basic.getBytes(StandardCharsets.UTF_8)))
                            .build(),
                    BodyHandlers.ofInputStream());
            Matcher named = NAME.matcher(
                    answer.headers().firstValue("Content-Disposition").orElse(""));
            if (answer.statusCode() != GOOD || !named.find()) {
                answer.body().close();
                throw new IOException("the export answered " + answer.statusCode() + ", or without a name");
            }
            return new HttpExport(client, answer, named.group(1));
        } catch (IOException | InterruptedException failed) {
            client.shutdownNow();
            throw failed;
        }
    }

    @Override
    public List<Found> list() {
        String stamp = answer.headers()
                .firstValue("ETag")
                .or(() -> answer.headers().firstValue("Last-Modified"))
                .orElse("");
        return List.of(new Found(
                name, answer.headers().firstValueAsLong("Content-Length").orElse(-1), stamp));
    }

    @Override
    public byte[] read(String wanted, int mostBytes) throws IOException {
        byte[] content = answer.body().readNBytes(mostBytes + 1);
        if (content.length > mostBytes) {
            throw new IOException(name + " is larger than agreed");
        }
        return content;
    }

    @Override
    public void close() throws IOException {
        try {
            answer.body().close();
        } finally {
            client.shutdownNow();
        }
    }
}
