package io.communitycloud.edge.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.web.FieldError;
import io.communitycloud.common.web.problem.Failure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Faults are told in the words and the order of the services, and none is found where they find none. */
class ShapeTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final JsonNode DOCUMENT = JSON.readTree("""
            {"components": {"schemas": {
              "Form": {"type": "object", "required": ["name", "count"], "properties": {
                "name": {"type": "string", "minLength": 2, "maxLength": 4},
                "count": {"type": "integer", "format": "int32", "minimum": 1},
                "area": {"type": "string", "pattern": "[0-9]{12}"},
                "word": {"type": "string", "minLength": 1},
                "state": {"type": "string", "enum": ["OPEN", "CLOSED"]},
                "on": {"type": "string", "format": "date"},
                "at": {"type": "string", "format": "date-time"},
                "mail": {"type": "string", "format": "email"},
                "tags": {"type": "array", "uniqueItems": true, "minItems": 1, "maxItems": 2, "items": {"type": "string"}},
                "words": {"type": "object", "additionalProperties": {"type": "string"}},
                "part": {"$ref": "#/components/schemas/Form"},
                "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Form"}}}}}}}""");

    private final BodyRule form = rule(false);
    private final BodyRule patch = rule(true);

    @Test
    void findsNoFaultWithWhatIsAsked() {
        assertThat(faultIn(form, """
                {"name": "王敏", "count": 1, "area": "310101002001", "word": "x", "state": "OPEN", "on": "2026-11-22",
                 "at": "2026-11-22T10:00:00.5+08:00", "tags": ["a", "a"], "words": {"any": "thing"},
                 "part": {"name": "aa", "count": 2, "part": null}}""")).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name  | 7                     | /name     | wrong-type
            name  | "x"                   | /name     | size
            name  | "xxxxx"               | /name     | size
            name  | null                  | /name     | required
            count | "1"                   | /count    | wrong-type
            count | 1.5                   | /count    | wrong-type
            count | 0                     | /count    | out-of-range
            count | 2147483648            | /count    | out-of-range
            area  | "310101002001x"       | /area     | pattern
            word  | ""                    | /word     | blank
            state | "AJAR"                | /state    | format
            state | {"a": 1}              | /state    | wrong-type
            on    | "2026-02-30"          | /on       | format
            on    | "22.11.2026"          | /on       | format
            at    | "2026-11-22T10:00:00" | /at       | format
            at    | 1                     | /at       | wrong-type
            tags  | []                    | /tags     | size
            tags  | ["a", 1]              | /tags/1   | wrong-type
            tags  | ["a", null]           | /tags/1   | required
            words | {"a~/b": 1}           | /words/a~0~1b | wrong-type
            part  | {"count": 1}          | /part/name    | required
            parts | [{"name": "aa", "count": 1, "x": 1}] | /parts/0/x | unknown-field
            """)
    void namesTheMemberAndTheFault(String member, String value, String pointer, String code) {
        List<FieldError> errors = of(form, body(member, value)).errors();
        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.pointer()).isEqualTo(pointer);
            assertThat(error.code()).isEqualTo(code);
        });
    }

    @Test
    void saysWhatSizeIsAskedFor() {
        assertThat(of(form, body("name", "\"x\"")).errors().getFirst().arguments())
                .containsExactlyInAnyOrderEntriesOf(Map.of("min", 2, "max", 4));
    }

    @Test
    void countsSignsAsTheServicesDo() {
        // One sign of GB 18030's four bytes, two of Java's.
        assertThat(faultIn(form, body("name", "\"𬭚\""))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"not a mail\"", "\"a@b\""})
    void leavesToTheServiceWhatEveryLibraryReadsDifferently(String mail) {
        assertThat(faultIn(form, body("mail", mail))).isNull();
    }

    @Test
    void tellsWhatCannotBeReadBeforeWhatIsUnknownOrMissing() {
        Failure fault = of(form, "{\"nonsense\": 1, \"count\": {}, \"area\": \"x\"}");
        assertThat(fault.status()).isEqualTo(400);
        assertThat(fault.code()).isEqualTo("invalid-field");
        assertThat(fault.errors())
                .extracting(error -> error.pointer() + " " + error.code())
                .containsExactly("/count wrong-type", "/nonsense unknown-field", "/name required", "/area pattern");
    }

    @Test
    void tellsAnUnknownMemberByItsOwnCode() {
        assertThat(of(form, "{\"nonsense\": 1}").code()).isEqualTo("unknown-field");
    }

    @Test
    void doesNotRepeatItselfTenThousandTimes() {
        String rows = "{},".repeat(9_999) + "{}";
        assertThat(of(form, body("parts", "[" + rows + "]")).errors()).hasSize(50);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                  | malformed-json
            {                   | malformed-json
            null                | malformed-json
            {"name": 1} x       | malformed-json
            {"name": 01}        | malformed-json
            []                  | invalid-field
            "x"                 | invalid-field
            """)
    void refusesWhatIsNoObject(String body, String code) {
        assertThat(of(form, body).code()).isEqualTo(code);
    }

    @Test
    void takesAPartOfAPatchButNothingWrongInIt() {
        assertThat(faultIn(patch, "{}")).isNull();
        assertThat(faultIn(patch, "{\"name\": null, \"part\": {\"area\": null}}"))
                .isNull();
        assertThat(of(patch, "{\"part\": {\"area\": \"x\"}}")
                        .errors()
                        .getFirst()
                        .pointer())
                .isEqualTo("/part/area");
        assertThat(of(patch, "{\"nonsense\": 1}").code()).isEqualTo("unknown-field");
        assertThat(of(patch, "[]").errors().getFirst().code()).isEqualTo("not-an-object");
        // What stands in a list replaces what stood there, so it must be whole.
        assertThat(of(patch, "{\"parts\": [{\"count\": 1}]}")
                        .errors()
                        .getFirst()
                        .pointer())
                .isEqualTo("/parts/0/name");
    }

    @Test
    void asksForNoBodyWhereNoneIsNeeded() {
        BodyRule optional = new BodyRule(form.shape(), false, false);
        assertThat(optional.fault(new byte[0], JSON)).isNull();
    }

    private static BodyRule rule(boolean patch) {
        Schemas schemas = new Schemas(DOCUMENT);
        JsonNode reference = JSON.readTree("{\"$ref\": \"#/components/schemas/Form\"}");
        return new BodyRule(new Shape(schemas.whole(reference, patch)), true, patch);
    }

    /** A good body with one member changed. */
    private static String body(String member, String value) {
        return JSON.createObjectNode()
                .put("name", "aa")
                .put("count", 1)
                .set(member, JSON.readTree(value))
                .toString();
    }

    private static Failure of(BodyRule rule, String body) {
        return Objects.requireNonNull(faultIn(rule, body));
    }

    private static @Nullable Failure faultIn(BodyRule rule, String body) {
        return rule.fault(body.getBytes(StandardCharsets.UTF_8), JSON);
    }
}
