package io.communitycloud.common.identity.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Unmasking;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LawfulUnmaskingTest {

    private final Unmasking unmasking =
            new LawfulUnmasking(AccessLaw.read(new ByteArrayInputStream("""
            operations:
              open:
                service: sample
                roles: [social-worker, city-operator, auditor]
                scope: area
                unmask: {roles: [social-worker, city-operator], purposes: [care, emergency]}
              shut: {service: sample, roles: [social-worker], scope: area}
            """.getBytes(StandardCharsets.UTF_8))));

    @Test
    void opensToRoleAndPurposeTogether() {
        assertThat(unmasking.permits("open", caller("care", null, "social-worker")))
                .isTrue();
        assertThat(unmasking.permits("open", caller("statistics", null, "social-worker")))
                .isFalse();
        assertThat(unmasking.permits("open", caller(null, null, "social-worker")))
                .isFalse();
        assertThat(unmasking.permits("open", caller("care", null, "auditor"))).isFalse();
    }

    @Test
    void opensToTheCityWithACaseOnly() {
        assertThat(unmasking.permits("open", caller("emergency", null, "city-operator")))
                .isFalse();
        assertThat(unmasking.permits("open", caller("emergency", "C-17", "city-operator")))
                .isTrue();
        assertThat(unmasking.permits("open", caller(null, "C-17", "city-operator")))
                .isFalse();
    }

    @Test
    void opensNothingWhereTheLawIsSilent() {
        assertThat(unmasking.permits("shut", caller("care", "C-17", "social-worker")))
                .isFalse();
        assertThat(unmasking.permits("unheard-of", caller("care", "C-17", "social-worker")))
                .isFalse();
    }

    @Test
    void opensNothingOutsideOfARequest() {
        assertThat(unmasking.permits(caller("care", "C-17", "social-worker"))).isFalse();
    }

    private static Caller caller(@Nullable String purpose, @Nullable String caseNumber, String role) {
        return new Caller(
                "s", "n", Set.of(role), "310101002001", null, null, null, null, null, purpose, caseNumber, "c|s");
    }
}
