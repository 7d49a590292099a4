package io.communitycloud.resident.dwelling;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Where in its committee a home is.
 *
 * @param lane 小区 or 弄
 * @param building 楼栋 or 号
 * @param unit 单元, where the building has several
 * @param room 室; a farmstead has none
 */
public record Address(
        @NotBlank @Size(max = 60) String lane,
        @NotBlank @Size(max = 30) String building,
        @Nullable @Size(max = 30) String unit,
        @Nullable @Size(min = 1, max = 30) String room) {

    /** One line, from the large to the small. */
    public String line() {
        return lane + building + (unit == null ? "" : unit) + (room == null ? "" : room);
    }
}
