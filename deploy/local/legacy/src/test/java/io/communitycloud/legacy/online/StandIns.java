package io.communitycloud.legacy.online;

import io.communitycloud.city.SampleResident;
import io.communitycloud.legacy.people.People;
import io.communitycloud.legacy.secret.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** The running stand-ins as a caller meets them who knows nothing of the exchange. */
final class StandIns {

    static final Charset GBK = Charset.forName("GBK");
    static final String COMMITTEE = "310101002001";
    static final String JSON = "application/json";
    static final String FORM = "application/x-www-form-urlencoded";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI base;
    private final Credentials credentials;
    private final People people;

    StandIns(int port, Credentials credentials, People people) {
        this.base = URI.create("http://127.0.0.1:" + port);
        this.credentials = credentials;
        this.people = people;
    }

    String secret(String system, String name) {
        return credentials.text(system, name);
    }

    /** The one whose name has a character of four bytes, known to every system. */
    SampleResident rarelyNamed() {
        return people.all().get(6);
    }

    String basic(String system) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                ("community-cloud:" + secret(system, "password")).getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<byte[]> get(String target, String... headers) throws IOException, InterruptedException {
        return send(request(target, headers).GET());
    }

    HttpResponse<byte[]> post(String target, String type, String body, Charset charset, String... headers)
            throws IOException, InterruptedException {
        return send(request(target, headers)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body.getBytes(charset))));
    }

    HttpResponse<byte[]> postJson(String target, String body, String... headers)
            throws IOException, InterruptedException {
        return post(target, JSON, body, StandardCharsets.UTF_8, headers);
    }

    HttpResponse<byte[]> put(String target, String body) throws IOException, InterruptedException {
        return send(request(target).header("Content-Type", JSON).PUT(BodyPublishers.ofString(body)));
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }

    HttpRequest.Builder request(String target, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(target));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    HttpClient http() {
        return HTTP;
    }

    static JsonNode json(HttpResponse<byte[]> response) {
        return Json.tree(response.body());
    }

    static String text(HttpResponse<byte[]> response, Charset charset) {
        return new String(response.body(), charset);
    }
}
