package io.communitycloud.notice.category;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.web.json.JsonShape;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CategoriesTest {

    private final Categories categories = new Categories();
    private final QuietHours quiet = categories.quietHours();

    @Test
    void readsEveryCategoryOfTheData() {
        assertThat(categories.require("service_outage").channels())
                .containsExactlyInAnyOrder(Channel.APP, Channel.SMS, Channel.WECHAT);
        assertThat(categories.require("vote").leastOpen()).isEqualTo(Duration.ofDays(7));
        assertThat(categories.require("warning").longestLife()).isEqualTo(Duration.ofDays(7));
        assertThat(categories.find("gossip")).isEmpty();
    }

    @Test
    void statesAPurposeThatTheAccessLawKnows() {
        assertThat(categories.require("warning").purpose()).isEqualTo("emergency");
        assertThat(categories.require("epidemic").purpose()).isEqualTo("epidemic-control");
        assertThat(categories.require("community_notice").purpose()).isEqualTo("daily-service");
    }

    @Test
    void countsTheSignatureAndEveryCharacterOfAShortMessageAsOne() {
        Limits limits = categories.limits();
        assertThat(limits.exceeded(Channel.SMS, "停水", "水".repeat(495))).isEmpty();
        assertThat(limits.exceeded(Channel.SMS, "停水", "水".repeat(496)))
                .hasValue(new Limits.TooLong(Channel.SMS, "text", 495));
        assertThat(limits.exceeded(Channel.SMS, "停水", "\uD83D\uDEB0".repeat(495)))
                .isEmpty();
    }

    @Test
    void holdsTitlesToTwentyCharactersOnWechat() {
        assertThat(categories.limits().exceeded(Channel.WECHAT, "题".repeat(21), "text"))
                .hasValue(new Limits.TooLong(Channel.WECHAT, "title", 20));
    }

    @Test
    void keepsQuietFromHalfPastNineUntilHalfPastSeven() {
        assertThat(until(Channel.SMS, "2026-11-22T21:29:59+08:00")).isNull();
        assertThat(until(Channel.SMS, "2026-11-22T21:30:00+08:00")).isEqualTo("2026-11-23T07:30:00+08:00");
        assertThat(until(Channel.SMS, "2026-11-23T00:00:00+08:00")).isEqualTo("2026-11-23T07:30:00+08:00");
        assertThat(until(Channel.SMS, "2026-11-23T07:29:59+08:00")).isEqualTo("2026-11-23T07:30:00+08:00");
        assertThat(until(Channel.SMS, "2026-11-23T07:30:00+08:00")).isNull();
    }

    @Test
    void wakesNobodyByWhatMakesNoNoise() {
        assertThat(until(Channel.APP, "2026-11-22T23:00:00+08:00")).isNull();
        assertThat(until(Channel.BOARD, "2026-11-22T23:00:00+08:00")).isNull();
        assertThat(until(Channel.LOUDSPEAKER, "2026-11-22T23:00:00+08:00")).isNotNull();
    }

    @Test
    void letsUrgentAndRedAndOrangeThrough() {
        Instant night = Instant.parse("2026-11-22T15:00:00Z");
        assertThat(quiet.endFor(Channel.SMS, Priority.URGENT, null, night)).isEmpty();
        assertThat(quiet.endFor(Channel.SMS, Priority.NORMAL, Colour.RED, night))
                .isEmpty();
        assertThat(quiet.endFor(Channel.SMS, Priority.NORMAL, Colour.ORANGE, night))
                .isEmpty();
        assertThat(quiet.endFor(Channel.SMS, Priority.NORMAL, Colour.YELLOW, night))
                .isPresent();
    }

    private @Nullable String until(Channel channel, String now) {
        return quiet.endFor(
                        channel,
                        Priority.NORMAL,
                        null,
                        OffsetDateTime.parse(now).toInstant())
                .map(JsonShape::format)
                .orElse(null);
    }
}
