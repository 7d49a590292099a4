package io.communitycloud.common.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.web.problem.ProblemMessages;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private final ProblemMessages messages = new ProblemMessages(MessagesTest.class.getClassLoader());

    @Test
    void explainsBothRefusalsInBothLanguages() {
        for (Locale language : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            for (String code : List.of("masked-value", "unavailable")) {
                assertThat(messages.text(language, "problem." + code + ".title", Map.of()))
                        .isNotBlank();
                assertThat(messages.text(language, "problem." + code + ".detail", Map.of()))
                        .isNotBlank();
            }
        }
    }
}
