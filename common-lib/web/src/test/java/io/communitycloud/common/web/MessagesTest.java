package io.communitycloud.common.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.web.problem.ProblemMessages;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private final ProblemMessages messages = new ProblemMessages(MessagesTest.class.getClassLoader());

    @Test
    void hasEveryTextInBothLanguages() {
        assertThat(messages.keys(Locale.ENGLISH))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(messages.keys(Locale.SIMPLIFIED_CHINESE));
    }

    @Test
    void hasATitleAndADetailForEveryProblem() {
        assertThat(messages.keys(Locale.ENGLISH))
                .filteredOn(key -> key.startsWith("problem.") && key.endsWith(".title"))
                .allSatisfy(key -> assertThat(messages.keys(Locale.ENGLISH))
                        .contains(key.substring(0, key.length() - "title".length()) + "detail"));
    }
}
