package io.communitycloud.common.identity.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.communitycloud.common.identity.Access;
import io.communitycloud.common.identity.ScopeKind;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessLawTest {

    /** Their tokens are bounded by something narrower than an area, whatever area they name. */
    private static final Set<String> BOUNDED_OTHERWISE =
            Set.of("resident", "team-leader", "volunteer", "facility-operator", "property-firm", "bureau-client");

    @Test
    void readsARow() {
        Access row = law("a: {service: sample, roles: [auditor], scope: area, purposes: [care],"
                        + " unmask: {roles: [auditor], purposes: [care]}}")
                .of("a")
                .orElseThrow();
        assertThat(row.scope()).isEqualTo(ScopeKind.AREA);
        assertThat(row.roles()).containsExactly("auditor");
        assertThat(row.purposes()).containsExactly("care");
    }

    @Test
    void knowsNothingOfAnOperationWithoutARow() {
        assertThat(law("a: {service: sample, roles: [auditor], scope: area}").of("b"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: nonsense",
                "a: {service: sample, roles: [], scope: area}",
                "a: {roles: [auditor], scope: area}",
                "a: {service: sample, roles: [auditor]}",
                "a: {service: sample, roles: [auditor], scope: planet}",
                "a: {service: sample, roles: auditor, scope: area}",
                "a: {service: sample, roles: [auditor], scope: area, purposes: [curiosity]}",
                "a: {service: sample, roles: [auditor], scope: area, unmask: [auditor]}",
                "a: {service: sample, roles: [auditor], scope: area, role: [auditor]}",
            })
    void refusesARowThatCannotBeUnderstood(String row) {
        assertThatThrownBy(() -> law(row))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a ");
    }

    @Test
    void isShippedWithRowsThatCanBeUnderstood() {
        assertThat(AccessLaw.shipped().all()).isNotEmpty();
    }

    @Test
    void boundsNobodyByAnAreaWhoseOwnBoundIsNarrower() {
        assertThat(AccessLaw.shipped().all())
                .filteredOn(row -> row.scope() == ScopeKind.AREA)
                .allSatisfy(row -> assertThat(row.roles())
                        .as("%s must say scope: caller", row.operationId())
                        .doesNotContainAnyElementsOf(BOUNDED_OTHERWISE));
    }

    private static AccessLaw law(String row) {
        return AccessLaw.read(
                new ByteArrayInputStream(("operations:\n  " + row + "\n").getBytes(StandardCharsets.UTF_8)));
    }
}
