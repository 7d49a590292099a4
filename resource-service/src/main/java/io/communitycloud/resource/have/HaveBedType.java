package io.communitycloud.resource.have;

import io.communitycloud.resource.facility.BedNumbers;
import io.communitycloud.resource.facility.OccupiedByKind;
import java.util.Arrays;
import java.util.Optional;

/** The types of beds of EDXL-HAVE that ours answer to; each of our beds is counted under one of them. */
enum HaveBedType {
    /** 重症. */
    ADULT_ICU("AdultICU") {
        @Override
        int baseline(BedNumbers beds) {
            return beds.icu();
        }

        @Override
        int occupied(OccupiedByKind occupied) {
            return occupied.icu();
        }
    },
    /** 负压. */
    NEGATIVE_FLOW("NegativeFlowIsolation") {
        @Override
        int baseline(BedNumbers beds) {
            return beds.negativePressure();
        }

        @Override
        int occupied(OccupiedByKind occupied) {
            return occupied.negativePressure();
        }
    },
    /** 隔离病区. */
    OTHER_ISOLATION("OtherIsolation") {
        @Override
        int baseline(BedNumbers beds) {
            return beds.isolation();
        }

        @Override
        int occupied(OccupiedByKind occupied) {
            return occupied.isolation();
        }
    },
    /** 普通: all that are none of the above. */
    MEDICAL_SURGICAL("MedicalSurgical") {
        @Override
        int baseline(BedNumbers beds) {
            return beds.total() - beds.icu() - beds.negativePressure() - beds.isolation();
        }

        @Override
        int occupied(OccupiedByKind occupied) {
            return occupied.general();
        }
    };

    private final String code;

    HaveBedType(String code) {
        this.code = code;
    }

    /** How many of these a fully equipped facility has. */
    abstract int baseline(BedNumbers beds);

    abstract int occupied(OccupiedByKind occupied);

    String code() {
        return code;
    }

    static Optional<HaveBedType> of(String code) {
        return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
    }
}
