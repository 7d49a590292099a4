package io.communitycloud.common.privacy;

import static io.communitycloud.common.privacy.Secrets.secret;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlindIndexTest {

    private static final SecretField NUMBER = new SecretField("residents", "idNumber");
    private static final SecretField PHONE = new SecretField("residents", "phone");

    private final BlindIndex index = new BlindIndex(secret(1));

    @Test
    void isTheSameForTheSameValueInEveryProcess() {
        assertThat(index.exact(NUMBER, "11010519491231002X"))
                .isEqualTo(new BlindIndex(secret(1)).exact(NUMBER, "11010519491231002X"))
                .matches("[A-Za-z0-9_-]{22}");
    }

    @Test
    void differsByValueFieldKindAndPepper() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(seen.add(index.exact(NUMBER, "100" + i))).isTrue();
        }
        assertThat(seen.add(index.exact(PHONE, "1001"))).isTrue();
        assertThat(seen.add(index.tail(NUMBER, "1001"))).isTrue();
        assertThat(seen.add(new BlindIndex(secret(2)).exact(NUMBER, "1001"))).isTrue();
    }

    @Test
    void findsByTheLastFourWhateverStandsBefore() {
        assertThat(index.tail(PHONE, "10012345678"))
                .isEqualTo(index.tail(PHONE, "5678"))
                .isNotEqualTo(index.tail(PHONE, "10012345679"));
        assertThat(index.tail(PHONE, "78")).isNotEqualTo(index.tail(PHONE, "5678"));
    }
}
