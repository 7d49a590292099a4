package io.communitycloud.exchange.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.communitycloud.common.signatures.SignatureAlgorithm;
import io.communitycloud.common.signatures.VerificationKey;
import io.communitycloud.common.web.Refused;
import io.communitycloud.exchange.partner.PartnerEvent.PartnerChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PartnerTest {

    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    private final Partner partner = Partner.register(
            "01P",
            "310000000000",
            "HLT",
            "上海市卫生健康委员会",
            "91350100M000100Y43",
            List.of(new Contact("信息中心", "office@hlt.example")),
            "anna",
            NOW);

    @Test
    void isLetInByASecondPerson() {
        refused("partner-same-person", () -> partner.approve("anna"));
        partner.approve("bei");
        assertThat(partner.partnerState()).isEqualTo(PartnerState.ACTIVE);
        assertThat(partner.approvedBy()).isEqualTo("bei");
        refused("partner-wrong-state", () -> partner.approve("bei"));
    }

    @Test
    void vouchesForTheKeysItBroughtWhenItIsLetIn() {
        partner.addKey("k1", newKey(), WEEK, true, "hlt-system", NOW);
        assertThat(told().signs()).isFalse();
        partner.approve("bei");
        assertThat(told().signs()).isTrue();
        assertThat(told().keys()).extracting(PartnerEvent.Key::keyId).containsExactly("k1");
    }

    @Test
    void letsAKeySignedCallBringItsSuccessorAtOnceAndAnyOtherWait() {
        partner.addKey("k1", newKey(), WEEK, true, "hlt-system", NOW);
        partner.approve("bei");
        partner.addKey("k2", newKey(), WEEK, true, "hlt-system", NOW);
        assertThat(told().keys()).hasSize(2);
        assertThat(told().keys().getFirst().until()).isEqualTo(NOW.plus(WEEK));
        assertThat(told().keys().getLast().until()).isNull();
        partner.addKey("k3", newKey(), WEEK, false, "anna", NOW);
        assertThat(told().keys()).hasSize(2);
        refused("partner-same-person", () -> partner.approveKey("k3", "anna", NOW));
        partner.approveKey("k3", "bei", NOW);
        assertThat(told().keys()).hasSize(3);
        refused("partner-already-decided", () -> partner.approveKey("k3", "bei", NOW));
    }

    @Test
    void changesToAnotherAlgorithmWithBothGoodForTheOverlap() {
        partner.addKey("k1", newKey(), WEEK, true, "hlt-system", NOW);
        partner.approve("bei");
        partner.addKey("k2", newKey(SignatureAlgorithm.SM2_SM3), WEEK, true, "hlt-system", NOW);
        assertThat(told().keys())
                .extracting(PartnerEvent.Key::algorithm, PartnerEvent.Key::until)
                .containsExactly(tuple("ed25519", NOW.plus(WEEK)), tuple("sm2-sm3", null));
        partner.addKey("k3", newKey(SignatureAlgorithm.SM2_SM3), WEEK, true, "hlt-system", NOW.plus(WEEK));
        assertThat(told().keys().getFirst().until()).isEqualTo(NOW.plus(WEEK));
        assertThat(told().keys().get(1).until()).isEqualTo(NOW.plus(WEEK).plus(WEEK));
    }

    @Test
    void opensTheSandboxWithAKeyNobodyApprovedAndNothingElse() {
        partner.addSandboxKey("s1", newKey(), WEEK, "hlt-system", NOW);
        assertThat(told().keys())
                .extracting(PartnerEvent.Key::keyId, PartnerEvent.Key::stage)
                .containsExactly(tuple("s1", KeyStage.SANDBOX));
        partner.approve("bei");
        assertThat(told().signs()).isFalse();
        assertThat(told().keys().getFirst().stage()).isEqualTo(KeyStage.SANDBOX);
        refused("partner-already-decided", () -> partner.approveKey("s1", "bei", NOW));
        // Good in the sandbox alone, it vouches for no other.
        partner.addKey("k1", newKey(), WEEK, true, "hlt-system", NOW);
        assertThat(told().keys()).extracting(PartnerEvent.Key::keyId).containsExactly("s1");
    }

    @Test
    void letsAKeyOutOfTheSandboxByASecondPersonOnceThePartnerIsApproved() {
        partner.addSandboxKey("s1", newKey(), WEEK, "hlt-system", NOW);
        refused("partner-wrong-state", () -> partner.promoteKey("s1", "bei", NOW));
        partner.approve("bei");
        refused("partner-same-person", () -> partner.promoteKey("s1", "hlt-system", NOW));
        partner.promoteKey("s1", "bei", NOW);
        assertThat(told().signs()).isTrue();
        assertThat(told().keys().getFirst().stage()).isEqualTo(KeyStage.PRODUCTION);
        refused("partner-already-decided", () -> partner.promoteKey("s1", "bei", NOW));
        partner.addSandboxKey("s2", newKey(), WEEK, "hlt-system", NOW);
        partner.addSandboxKey("s3", newKey(), WEEK, "hlt-system", NOW);
        assertThat(told().keys())
                .extracting(PartnerEvent.Key::keyId, PartnerEvent.Key::until)
                .containsExactly(tuple("s1", null), tuple("s2", NOW.plus(WEEK)), tuple("s3", null));
        partner.retireKey("s3", NOW);
        refused("partner-already-decided", () -> partner.promoteKey("s3", "bei", NOW));
    }

    @Test
    void remindsOfTheEndOfItsLastKey() {
        partner.addKey("k1", newKey(), WEEK, true, "hlt-system", NOW);
        partner.approve("bei");
        assertThat(PartnerView.of(partner, NOW).warnings()).isEmpty();
        partner.retireKey("k1", NOW.plus(WEEK));
        assertThat(PartnerView.of(partner, NOW).warnings()).containsExactly("key-ends-soon");
    }

    @Test
    void doesNotLetAFirstKeyVouchForItself() {
        partner.approve("bei");
        partner.addKey("k1", newKey(), WEEK, true, "hlt-system", NOW);
        assertThat(told().signs()).isFalse();
    }

    @Test
    void goesOnSigningWhenAllItsKeysAreRetired() {
        partner.addKey("k1", newKey(), WEEK, true, "hlt-system", NOW);
        partner.approve("bei");
        partner.retireKey("k1", NOW);
        assertThat(told().signs()).isTrue();
        assertThat(told().keys().getFirst().until()).isEqualTo(NOW);
        refused("partner-already-decided", () -> partner.retireKey("k1", NOW));
        partner.addKey("k2", newKey(), WEEK, true, "hlt-system", NOW);
        assertThat(told().keys()).hasSize(1);
    }

    @Test
    void neverTakesAKeyTwiceNorMoreThanFive() {
        VerificationKey key = newKey();
        partner.addKey("k1", key, WEEK, true, "hlt-system", NOW);
        refused("partner-key-known", () -> partner.addKey("k2", key, WEEK, true, "hlt-system", NOW));
        for (int i = 2; i <= Partner.MOST_KEYS; i++) {
            partner.addKey("k" + i, newKey(), WEEK, true, "hlt-system", NOW);
        }
        refused("partner-too-many-keys", () -> partner.addKey("k9", newKey(), WEEK, true, "hlt-system", NOW));
    }

    @Test
    void callsFromApprovedAddressesAloneOnceThereWasOne() {
        Instant end = NOW.plus(WEEK);
        partner.addAddress("a1", "203.0.113.0/24", end, "hlt-system");
        assertThat(told().restricted()).isFalse();
        refused("partner-same-person", () -> partner.approveAddress("a1", "hlt-system"));
        partner.approveAddress("a1", "bei");
        assertThat(told().addresses()).containsExactly(new PartnerEvent.Range("203.0.113.0/24", end));
        partner.removeAddress("a1");
        assertThat(told().restricted()).isTrue();
        assertThat(told().addresses()).isEmpty();
        assertThat(PartnerView.of(partner, NOW).warnings()).contains("no-address-left", "no-signing-key");
    }

    @Test
    void isShutOutAndTakenUpAgain() {
        partner.approve("bei");
        partner.suspend("key lost");
        assertThat(told().state()).isEqualTo(PartnerState.SUSPENDED);
        refused("partner-wrong-state", () -> partner.suspend("again"));
        partner.resume();
        assertThat(told().state()).isEqualTo(PartnerState.ACTIVE);
        refused("partner-wrong-state", partner::resume);
    }

    private PartnerChanged told() {
        return (PartnerChanged) partner.state();
    }

    static VerificationKey newKey() {
        return newKey(SignatureAlgorithm.ED25519);
    }

    static VerificationKey newKey(SignatureAlgorithm algorithm) {
        return VerificationKey.read(
                algorithm,
                Base64.getEncoder()
                        .encodeToString(algorithm.newPair().getPublic().getEncoded()));
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refusal -> assertThat(refusal.refusal().code()).isEqualTo(code));
    }
}
