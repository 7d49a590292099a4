package io.communitycloud.resident.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service answered. */
public record Answer(int status, HttpHeaders headers, String body) {

    public JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    public String text(String member) {
        return json().path(member).asString();
    }

    public String id() {
        return text("id");
    }

    public String etag() {
        return headers.firstValue("ETag").orElseThrow();
    }

    public List<JsonNode> items() {
        return json().path("items").valueStream().toList();
    }

    /** The ids of the items of a page. */
    public List<String> ids() {
        return items().stream().map(item -> item.path("id").asString()).toList();
    }

    public Answer ok() {
        return is(200);
    }

    public Answer created() {
        return is(201);
    }

    public Answer is(int expected) {
        assertThat(status).as(body).isEqualTo(expected);
        return this;
    }

    /** Holds where this is the problem of a code. */
    public Answer refusedAs(int expected, String code) {
        is(expected);
        assertThat(text("code")).as(body).isEqualTo(code);
        assertThat(headers.firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(text("type")).endsWith("/problems/" + code);
        return this;
    }

    /** Holds where one of the errors points at a member with a code. */
    public Answer at(String pointer, String code) {
        assertThat(json().path("errors").valueStream())
                .as(body)
                .anyMatch(error -> error.path("pointer").asString().equals(pointer)
                        && error.path("code").asString().equals(code));
        return this;
    }
}
