package io.communitycloud.common.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.events.store.WriteRefusal;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh_CN"})
    void sayEveryRefusalInBothLanguages(String language) throws IOException {
        Properties messages = messages(language);

        for (WriteRefusal refusal : WriteRefusal.values()) {
            assertThat(messages)
                    .containsKeys("problem." + refusal.code() + ".title", "problem." + refusal.code() + ".detail");
        }
        assertThat(messages).containsKey("field.unknown-area");
    }

    @Test
    void haveTheSameKeysInBothLanguages() throws IOException {
        assertThat(messages("en").stringPropertyNames())
                .isEqualTo(messages("zh_CN").stringPropertyNames());
    }

    private static Properties messages(String language) throws IOException {
        Properties messages = new Properties();
        for (var urls = MessagesTest.class.getClassLoader().getResources("i18n/problems_" + language + ".properties");
                urls.hasMoreElements(); ) {
            try (var text = new InputStreamReader(urls.nextElement().openStream(), StandardCharsets.UTF_8)) {
                messages.load(text);
            }
        }
        return messages;
    }
}
