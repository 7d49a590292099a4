package io.communitycloud.emergency.keyperson;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One row of a list as it came; nothing of it is trusted yet.
 *
 * @param taskId the bureau's own id of what is to be found out, the same however often it is pushed
 * @param arrivedAt RFC 3339
 * @param area the committee the bureau believes her in, 12 digits
 */
record KeyPersonRow(
        @Nullable String taskId,
        @Nullable String name,
        @Nullable String idNumber,
        @Nullable String phone,
        @Nullable String fromArea,
        @Nullable String arrivedAt,
        @Nullable String address,
        @Nullable String policyId,
        @Nullable String area) {

    /** The columns of a file, in any order. */
    static final List<String> COLUMNS =
            List.of("taskId", "name", "idNumber", "phone", "fromArea", "arrivedAt", "address", "policyId", "area");

    /** Every cell in the order of the columns, for the hash of a list. */
    List<String> cells() {
        return Stream.of(taskId, name, idNumber, phone, fromArea, arrivedAt, address, policyId, area)
                .map(cell -> cell == null ? "" : cell)
                .toList();
    }

    /** What is wrong with a row: which field, and a code that says why. */
    record RowError(String field, String code) {}
}
