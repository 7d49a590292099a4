package io.communitycloud.common.identity.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.communitycloud.common.identity.Access;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.identity.ScopeKind;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Refused;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesTest {

    private static final String CITY = "310000000000";

    private final Scopes scopes = new Scopes(CITY, _ -> Optional.empty());

    @ParameterizedTest
    @CsvSource({
        "social-worker,310101002001",
        "committee-head,310101002001",
        "street-operator,310101002001",
        "district-operator,310101002001",
        "city-operator,310101002001",
        "province-team,310101002001",
        "approver,310101002001",
        "auditor,310101002001",
        "operations,310101002001",
        "facility-operator,facility:F",
        "team-leader,team:T",
        "volunteer,team:T",
        "property-firm,firm:P",
        "bureau-client,bureau:B",
        "resident,resident:R",
    })
    void boundsEachKindOfCallerByItsOwnClaim(String role, String key) {
        assertThat(scopes.of(row(ScopeKind.CALLER, role), caller("310101002001", role), null)
                        .key())
                .isEqualTo(key);
    }

    @Test
    void boundsAResidentWhoIsAlsoAWorkerByTheRoleTheOperationIsOpenTo() {
        Caller both = caller("310101002001", "resident", "social-worker");
        assertThat(scopes.of(row(ScopeKind.CALLER, "resident"), both, null).key())
                .isEqualTo("resident:R");
        assertThat(scopes.of(row(ScopeKind.CALLER, "resident", "social-worker"), both, null)
                        .key())
                .isEqualTo("310101002001");
    }

    @Test
    void widensAResidentsScopeWhereTheServiceKnowsHow() {
        var wider = new Scopes(CITY, resident -> Optional.of(Scope.of("household", "of-" + resident)));
        assertThat(wider.of(row(ScopeKind.HOUSEHOLD, "resident"), caller(null, "resident"), null)
                        .key())
                .isEqualTo("household:of-R");
    }

    @Test
    void heedsAStatedAreaOfASystemOnly() {
        Access row = row(ScopeKind.AREA, "social-worker", "system");
        assertThat(scopes.of(row, caller(null, "system"), "310101002001").key()).isEqualTo("310101002001");
        assertThat(scopes.of(row, caller(null, "system"), null).key()).isEqualTo(CITY);
        assertThat(scopes.of(row, caller("310101002010", "social-worker"), CITY).key())
                .isEqualTo("310101002010");
        assertThatThrownBy(() -> scopes.of(row, caller(null, "system"), "x")).isInstanceOf(InvalidRequest.class);
    }

    @Test
    void refusesATokenWithoutTheClaimThatBoundsIt() {
        assertThatThrownBy(() -> scopes.of(row(ScopeKind.AREA, "social-worker"), caller(null, "social-worker"), null))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> scopes.of(row(ScopeKind.AREA, "social-worker"), caller("31", "social-worker"), null))
                .isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Codes whose level no count of zeros would tell: a district and a committee.
                "310110000000",
                "310101002010"
            })
    void takesAnAreaByItsCodeAndNotByItsZeros(String code) {
        assertThat(scopes.of(row(ScopeKind.CALLER, "district-operator"), caller(code, "district-operator"), null)
                        .key())
                .isEqualTo(code);
        assertThat(scopes.of(row(ScopeKind.AREA, "social-worker"), caller(code, "social-worker"), null)
                        .key())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"RESIDENT,resident:R", "FACILITY,facility:F", "TEAM,team:T", "FIRM,firm:P", "BUREAU,bureau:B"})
    void boundsByWhatTheRowNames(ScopeKind kind, String key) {
        assertThat(scopes.of(row(kind, "social-worker"), caller("310101002001", "social-worker"), null)
                        .key())
                .isEqualTo(key);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"NONE", "SYSTEM"},
            mode = EnumSource.Mode.EXCLUDE)
    void refusesATokenWithoutAnyClaim(ScopeKind kind) {
        for (String role : List.of("social-worker", "resident", "team-leader", "facility-operator", "property-firm")) {
            Caller bare = new Caller("s", "n", Set.of(role), null, null, null, null, null, null, null, null, "c|s");
            assertThatThrownBy(() -> scopes.of(row(kind, role), bare, null))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.refusal().code()).isEqualTo("forbidden"));
        }
    }

    @Test
    void boundsAResidentByHerHouseholdWhereverTheRowSaysCaller() {
        var wider = new Scopes(CITY, resident -> Optional.of(Scope.of("household", "of-" + resident)));
        assertThat(wider.of(row(ScopeKind.CALLER, "resident"), caller("310101002001", "resident"), null)
                        .key())
                .isEqualTo("household:of-R");
        assertThat(wider.of(row(ScopeKind.RESIDENT, "resident"), caller("310101002001", "resident"), null)
                        .key())
                .isEqualTo("resident:R");
    }

    @Test
    void opensNothingToARoleNobodyKnows() {
        assertThatThrownBy(() ->
                        scopes.of(row(ScopeKind.CALLER, AccessLaw.ANYONE), caller("310000000000", "emperor"), null))
                .isInstanceOf(Refused.class);
    }

    @Test
    void boundsASystemByItsAreaWhereTheRowIsOpenToAnyone() {
        Access row = row(ScopeKind.CALLER, AccessLaw.ANYONE);
        assertThat(scopes.of(row, caller(null, "system"), "310110000000").key()).isEqualTo("310110000000");
        assertThat(scopes.of(row, caller(null, "resident"), "310110000000").key())
                .isEqualTo("resident:R");
    }

    @Test
    void boundsNobodyWhereTheAnswerIsPublic() {
        assertThat(scopes.of(row(ScopeKind.NONE, AccessLaw.ANYONE), caller(null, "resident"), null)
                        .isEverything())
                .isTrue();
    }

    private static Access row(ScopeKind scope, String... roles) {
        return new Access("operation", "sample", Set.of(roles), scope, Set.of(), null);
    }

    private static Caller caller(@Nullable String area, String... roles) {
        return new Caller("s", "n", Set.of(roles), area, "R", "B", "F", "P", "T", null, null, "c|s");
    }
}
