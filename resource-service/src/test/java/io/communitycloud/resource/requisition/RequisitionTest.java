package io.communitycloud.resource.requisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.communitycloud.common.web.Refused;
import io.communitycloud.resource.requisition.Requisition.State;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a requisition decides by itself. */
class RequisitionTest {

    private static final String DISTRICT = "310101000000";
    private static final String STREET = "310101002000";
    private static final List<String> PATH = List.of("310000000000", DISTRICT, STREET);
    private static final Goods TEN = new Goods("L1", "quilt", "A", LocalDate.of(2030, 1, 1), 10, null);

    private final Requisition requisition = raise(DISTRICT);

    @Test
    void isAskedOfAnAreaAboveOnly() {
        refused(RequisitionRefusal.SUPPLIER_NOT_ABOVE, () -> raise(STREET));
        refused(RequisitionRefusal.SUPPLIER_NOT_ABOVE, () -> raise("310104000000"));
        assertThat(raise("310000000000").progress()).isEqualTo(State.REQUESTED);
    }

    @Test
    void isGrantedByAnotherPersonAndNotBeyondWhatWasAsked() {
        refused(RequisitionRefusal.SAME_PERSON, () -> requisition.approve(Map.of(), "li"));
        refused(RequisitionRefusal.GRANTED_OTHERWISE, () -> requisition.approve(Map.of("quilt", 11), "wang"));
        refused(RequisitionRefusal.GRANTED_OTHERWISE, () -> requisition.approve(Map.of("lamp", 1), "wang"));
        refused(RequisitionRefusal.GRANTED_OTHERWISE, () -> requisition.approve(Map.of("quilt", 0), "wang"));
        requisition.approve(Map.of("quilt", 4), "wang");
        assertThat(requisition.progress()).isEqualTo(State.RESERVING);
        assertThat(requisition.lines().getFirst().approved()).isEqualTo(4);
    }

    @Test
    void takesNoAnswerOfARoundThatIsOver() {
        requisition.approve(Map.of(), "wang");
        requisition.fellShort(1, "quilt");
        requisition.approve(Map.of("quilt", 4), "wang");
        requisition.reserved(1);
        requisition.fellShort(1, "quilt");
        assertThat(requisition.progress()).isEqualTo(State.RESERVING);
        requisition.reserved(2);
        assertThat(requisition.progress()).isEqualTo(State.RESERVED);
    }

    @Test
    void isNotGivenUpOnceItIsOnItsWay() {
        requisition.approve(Map.of(), "wang");
        requisition.reserved(1);
        requisition.beginShipping("wang");
        refused(RequisitionRefusal.WRONG_STATE, requisition::beginCancelling);
        requisition.cancelled();
        assertThat(requisition.progress()).isEqualTo(State.SHIPPING);
    }

    @Test
    void isClosedOnlyWhenTheCountIsSettled() {
        requisition.approve(Map.of(), "wang");
        requisition.reserved(1);
        requisition.beginShipping("wang");
        requisition.shipped(List.of(TEN));
        refused(RequisitionRefusal.COUNT_INCOMPLETE, () -> requisition.beginReceiving(Map.of(), "库", "li"));
        requisition.beginReceiving(Map.of("L1", 12), "库", "li");
        requisition.received();
        assertThat(requisition.progress()).isEqualTo(State.DIFFERING);
        refused(RequisitionRefusal.SAME_PERSON, () -> requisition.beginSettling(Resolution.RECOUNTED, "li"));
        refused(RequisitionRefusal.NOTHING_LOST, () -> requisition.beginSettling(Resolution.LOST, "wang"));
        requisition.beginSettling(Resolution.RECOUNTED, "wang");
        requisition.reopenDifference();
        requisition.settled();
        assertThat(requisition.progress()).isEqualTo(State.DIFFERING);
        requisition.beginSettling(Resolution.SENT_OTHERWISE, "wang");
        requisition.settled();
        assertThat(requisition.progress()).isEqualTo(State.CLOSED);
    }

    private static Requisition raise(String supplier) {
        return Requisition.raise("R1", STREET, PATH, supplier, List.of(new Line("quilt", 10, 10)), "li", Instant.EPOCH);
    }

    private static void refused(RequisitionRefusal wanted, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(wanted));
    }
}
