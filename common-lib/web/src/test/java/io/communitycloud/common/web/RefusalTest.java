package io.communitycloud.common.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.web.Refusal.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusalTest {

    @Test
    void saysItsCodeAndKindAndNothingElse() {
        Refusal plain = Refusal.of("stock-expired", Kind.CONFLICT);

        assertThat(plain.code()).isEqualTo("stock-expired");
        assertThat(plain.kind()).isEqualTo(Kind.CONFLICT);
        assertThat(plain.pointer()).isNull();
        assertThat(plain.arguments()).isEmpty();
    }

    @Test
    void pointsAtAMemberAndFillsItsMessage() {
        Refusal refusal = Refusal.of("lives-too-long", Kind.RULE)
                .at("/expiresAt")
                .with("days", 30L)
                .with("category", "alert");

        assertThat(refusal.pointer()).isEqualTo("/expiresAt");
        assertThat(refusal.arguments()).isEqualTo(Map.of("days", 30L, "category", "alert"));
        assertThat(refusal)
                .isEqualTo(Refusal.of("lives-too-long", Kind.RULE)
                        .with("category", "alert")
                        .with("days", 30L)
                        .at("/expiresAt"));
    }
}
