package io.communitycloud.exchange.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MappingTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void evaluatesOneExpressionForManyAtATimeAndMixesNothingUp() throws Exception {
        Mapping mapping = Mapping.of("{\"name\": $v & xm, \"all\": [rows.{\"n\": $uppercase(a), \"i\": $$.xm}]}");
        List<Future<JsonNode>> made = new ArrayList<>();
        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2_000; i++) {
                int number = i;
                made.add(many.submit(() -> mapping.tree(
                        JSON.readTree(
                                "{\"xm\":\"" + number + "\",\"rows\":[{\"a\":\"x" + number + "\"},{\"a\":\"y\"}]}"),
                        Map.of("v", JSON.readTree("\"v" + number + "-\"")))));
            }
        }
        for (int i = 0; i < made.size(); i++) {
            assertThat(made.get(i).get())
                    .isEqualTo(JSON.readTree("{\"name\":\"v" + i + "-" + i + "\",\"all\":[{\"n\":\"X" + i
                            + "\",\"i\":\"" + i + "\"},{\"n\":\"Y\",\"i\":\"" + i + "\"}]}"));
        }
    }

    @Test
    void yieldsNothingWhereAMemberIsNotThere() {
        assertThat(Mapping.of("nothing").apply(JSON.readTree("{}"), Map.of())).isNull();
        assertThat(Mapping.of("{\"a\": nothing}").tree(JSON.readTree("{}"), Map.of()))
                .isEqualTo(JSON.readTree("{}"));
        assertThat(Mapping.of("a").tree(JSON.readTree("{\"a\":null}"), Map.of()).isNull())
                .isTrue();
    }

    @Test
    void endsWhatNeverEndsAndTellsNothingOfTheInput() {
        Mapping endless = Mapping.of("($f := function($n) { 1 + $f($n + 1) }; $f(1))");
        assertThatExceptionOfType(Mapping.Unfit.class).isThrownBy(() -> endless.apply(JSON.readTree("{}"), Map.of()));
        Mapping unfit = Mapping.of("$number(secret)");
        assertThatExceptionOfType(Mapping.Unfit.class)
                .isThrownBy(() -> unfit.apply(JSON.readTree("{\"secret\":\"opensesame\"}"), Map.of()))
                .satisfies(refused -> assertThat(refused.reason()).doesNotContain("opensesame"));
    }

    @Test
    void refusesWhatIsNoExpression() {
        assertThatExceptionOfType(Mapping.Unfit.class).isThrownBy(() -> Mapping.of("{\"a\": "));
    }
}
