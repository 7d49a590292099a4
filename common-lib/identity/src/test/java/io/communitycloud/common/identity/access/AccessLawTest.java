package io.communitycloud.common.identity.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.communitycloud.common.identity.Access;
import io.communitycloud.common.identity.Roles;
import io.communitycloud.common.identity.ScopeKind;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessLawTest {

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
                "a: {service: sample, roles: [auditer], scope: area}",
                "a: {service: sample, roles: [social-worker, resident], scope: area}",
                "a: {service: sample, roles: [auditor], scope: area, unmask: {roles: [auditor]}}",
                "a: {service: sample, roles: [auditor], scope: area, unmask: {purposes: [care]}}",
                "a: {service: sample, roles: [auditor], scope: area, unmask: {roles: [], purposes: [care]}}",
                "a: {service: sample, roles: [auditor], scope: area, unmask: {roles: [auditor], purposes: []}}",
                "a: {service: sample, roles: [auditor], scope: area, unmask: {roles: [auditor], purposes: [fun]}}",
                "a: {service: sample, roles: [auditor], scope: area, unmask: {roles: [system], purposes: [care]}}",
                "a: {service: sample, roles: [auditor], scope: area, purposes: [emergency],"
                        + " unmask: {roles: [auditor], purposes: [care]}}",
            })
    void refusesARowThatCannotBeUnderstood(String row) {
        assertThatThrownBy(() -> law(row))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a ");
    }

    @Test
    void refusesTwoRowsForOneOperation() {
        assertThatThrownBy(() -> law("a: {service: sample, roles: [auditor], scope: area}\n"
                        + "  a: {service: sample, roles: [anyone], scope: none}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("duplicate key a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "operation: {}", "operations: [a]", "operations: {a: {service: "})
    void refusesWhatIsNoLaw(String text) {
        assertThatThrownBy(() -> AccessLaw.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void mayBeginEmptyAndThenPermitsNothing() {
        byte[] empty = "operations:\n".getBytes(StandardCharsets.UTF_8);
        assertThat(AccessLaw.read(new ByteArrayInputStream(empty)).all()).isEmpty();
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
                        .doesNotContainAnyElementsOf(Roles.BOUNDED_OTHERWISE));
    }

    @Test
    void leavesAMessageThatIsSignedToItsOperationAlone() {
        assertThat(law("push: {service: gateway, roles: [signed], scope: none}")
                        .of("push")
                        .orElseThrow()
                        .roles())
                .containsExactly(AccessLaw.SIGNED);
        assertThatThrownBy(() -> law("push: {service: gateway, roles: [signed, system], scope: none}"))
                .hasMessageContaining("push is for signed messages");
        assertThatThrownBy(() -> law("push: {service: gateway, roles: [signed], scope: area}"))
                .hasMessageContaining("push is for signed messages");
    }

    private static AccessLaw law(String row) {
        return AccessLaw.read(
                new ByteArrayInputStream(("operations:\n  " + row + "\n").getBytes(StandardCharsets.UTF_8)));
    }
}
