package io.communitycloud.resident.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.identity.Purposes;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class PlainWordsTest {

    private final PlainWords words = new PlainWords();

    @Test
    void saysWhoLookedWhenAtWhatAndWhy() {
        assertThat(words.sentence(access("care", "R1"), Locale.SIMPLIFIED_CHINESE))
                .isEqualTo("2026-11-22 10:00，李社工（社工）因“关爱照护”查看了您的姓名、手机号。");
        assertThat(words.sentence(access("care", "R1"), Locale.ENGLISH))
                .isEqualTo("2026-11-22 10:00: 李社工 (social worker) looked at your name, phone; purpose: care.");
    }

    @Test
    void saysThatItWasAList() {
        assertThat(words.sentence(access("emergency", "R1", "R2", "R3"), Locale.SIMPLIFIED_CHINESE))
                .isEqualTo("2026-11-22 10:00，李社工（社工）因“应急处置”查看了一份 3 人的名单，其中有您的姓名、手机号。");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "zh-TW", "fr", "und"})
    void speaksChineseToWhomItHasNoOtherWordsFor(String language) {
        assertThat(words.sentence(access("care", "R1"), Locale.forLanguageTag(language)))
                .contains("关爱照护");
    }

    @Test
    void hasWordsForEveryPurposeInBothLanguages() {
        for (String purpose : Purposes.CODES) {
            for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.UK)) {
                assertThat(words.sentence(access(purpose, "R1"), locale)).doesNotContain("-request", "purpose.");
            }
            assertThat(words.sentence(access(purpose, "R1"), Locale.SIMPLIFIED_CHINESE))
                    .doesNotContain(purpose);
        }
    }

    @Test
    void showsWhatItHasNoWordFor() {
        ObjectNode access = (ObjectNode) access("care", "R1");
        access.set("fields", JsonMapper.shared().valueToTree(List.of("bloodType")));
        access.putNull("purpose");

        assertThat(words.sentence(access, Locale.SIMPLIFIED_CHINESE))
                .contains("bloodType")
                .contains("未注明用途");
    }

    private static JsonNode access(String purpose, String... residents) {
        JsonMapper json = JsonMapper.shared();
        ObjectNode access = json.createObjectNode()
                .put("at", "2026-11-22T02:00:00Z")
                .put("name", "李社工")
                .put("purpose", purpose);
        access.set("roles", json.valueToTree(List.of("social-worker")));
        access.set("fields", json.valueToTree(List.of("name", "phone")));
        access.set("resourceIds", json.valueToTree(residents));
        return access;
    }
}
