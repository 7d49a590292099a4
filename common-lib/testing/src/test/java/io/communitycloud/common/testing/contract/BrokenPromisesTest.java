package io.communitycloud.common.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BrokenPromisesTest {

    private static final String DOCUMENT = """
            {"paths":{"/things":{
              "get":{"operationId":"listThings",
                "parameters":[{"in":"query","name":"colour","schema":{"type":"string","enum":["RED","BLUE"]}}],
                "responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}}}},
              "post":{"operationId":"createThing",
                "requestBody":{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/New"}}}},
                "responses":{"201":{}}}}},
             "components":{"schemas":{
               "Thing":{"type":"object","required":["id"],"properties":{"id":{"type":"string"},
                 "parts":{"type":"array","items":{"$ref":"#/components/schemas/Thing"}}}},
               "New":{"type":"object","required":["name"],"properties":{"name":{"type":"string"},
                 "weight":{"type":["integer","null"]}}}}}}
            """;

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void areNoneBetweenADocumentAndItself() {
        assertThat(between(DOCUMENT, DOCUMENT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "\"get\":{\"operationId\":\"listThings\" | \"put\":{\"operationId\":\"listThings\" | GET /things is gone",
                "\"operationId\":\"listThings\" | \"operationId\":\"things\" | GET /things has another operation id",
                "\"name\":\"colour\" | \"name\":\"color\" | GET /things no longer knows the parameter colour",
                "[\"RED\",\"BLUE\"] | [\"RED\"] | GET /things parameter colour no longer takes BLUE",
                "\"in\":\"query\",\"name\" | \"in\":\"query\",\"required\":true,\"name\" | GET /things now asks for the parameter",
                "\"id\":{\"type\":\"string\"} | \"id\":{\"type\":\"integer\"} | GET /things answer.id was string and is integer",
                "\"required\":[\"id\"] | \"required\":[] | GET /things answer.id is no longer certain",
                "\"properties\":{\"id\":{\"type\":\"string\"}, | \"properties\":{ | GET /things answer.id is no longer given",
                "\"required\":[\"name\"] | \"required\":[\"name\",\"weight\"] | POST /things body now asks for weight",
                "[\"integer\",\"null\"] | [\"integer\"] | POST /things body.weight was integer or null",
                "\"weight\": | \"mass\": | POST /things body.weight is refused now",
                "{\"201\":{}} | {\"202\":{}} | POST /things no longer answers 201"
            })
    void areSaidInASentence(String old, String now, String sentence) {
        String changed = DOCUMENT.replace("\n", "").replace(old, now);
        assertThat(changed).as("the change").isNotEqualTo(DOCUMENT.replace("\n", ""));
        assertThat(between(DOCUMENT, changed))
                .anySatisfy(line -> assertThat(line).startsWith(sentence));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "[\"RED\",\"BLUE\"] | [\"RED\",\"BLUE\",\"GREEN\"]",
                "\"properties\":{\"id\" | \"properties\":{\"more\":{\"type\":\"string\"},\"id\"",
                "\"required\":[\"name\"] | \"required\":[]",
                "\"required\":[\"id\"] | \"required\":[\"id\",\"parts\"]",
                "\"required\":true | \"required\":false"
            })
    void areNotWhatOnlyGivesMoreOrAsksForLess(String old, String now) {
        String changed = DOCUMENT.replace("\n", "").replace(old, now);
        assertThat(changed).as("the change").isNotEqualTo(DOCUMENT.replace("\n", ""));
        assertThat(between(DOCUMENT, changed)).isEmpty();
    }

    @Test
    void areSeenInEventsToo() {
        String event = """
                {"channels":{"a.things.v1":{"address":"a.things.v1","messages":{"moved":{"$ref":"#/components/messages/moved"}},
                   "bindings":{"kafka":{"partitions":6}}}},
                 "operations":{"send.a.things.v1":{"action":"send","channel":{"$ref":"#/channels/a.things.v1"}}},
                 "components":{"messages":{"moved":{"payload":{"type":"object","required":["id"],
                   "properties":{"id":{"type":"string"}}}}}}}""";
        assertThat(between(event, event)).isEmpty();
        assertThat(between(event, event.replace("\"partitions\":6", "\"partitions\":12")))
                .singleElement()
                .asString()
                .contains("order is lost");
        assertThat(between(event, event.replace("\"required\":[\"id\"],", "")))
                .containsExactly("moved.id is no longer certain to be there");
        assertThat(between(event, event.replace("moved", "gone")))
                .containsExactly("a.things.v1 no longer carries moved");
        assertThat(between(event, event.replace("send.a.things.v1", "send.a.things.v2")))
                .containsExactly("send.a.things.v1 is gone");
    }

    @Test
    void mayBeToldFromMereDifferences() {
        JsonNode before = JSON.readTree("{\"a\":1,\"b\":{\"c\":[1]}}");
        JsonNode after = JSON.readTree("{\"b\":{\"c\":[2]},\"d\":1}");
        assertThat(Documents.differences(before, after))
                .containsExactly("/a is gone", "/b/c was [1] and is [2]", "/d is new");
    }

    @Test
    void findWhereASampleDoesNotFitItsSchema() {
        JsonNode schema = JSON.readTree("""
                {"type":"object","required":["id","kind"],"properties":{"id":{"type":"string"},
                 "kind":{"type":"string","enum":["A","B"]},"on":{"type":["string","null"]}}}""");
        assertThat(Fit.of(JSON.readTree("{\"id\":\"1\",\"kind\":\"A\",\"on\":null}"), schema, true))
                .isEmpty();
        assertThat(Fit.of(JSON.readTree("{\"id\":1,\"kind\":\"C\",\"off\":1}"), schema, true))
                .hasSize(3);
        assertThat(Fit.of(JSON.readTree("{\"kind\":\"A\",\"off\":1}"), schema, false))
                .containsExactly("the event lacks id");
    }

    private static List<String> between(String before, String after) {
        return BrokenPromises.between(JSON.readTree(before), JSON.readTree(after));
    }
}
