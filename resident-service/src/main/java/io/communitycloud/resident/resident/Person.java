package io.communitycloud.resident.resident;

import io.communitycloud.resident.identifier.IdType;
import io.communitycloud.resident.identifier.Sex;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a register says of a person besides where she lives.
 *
 * @param sex GB/T 2261.1
 * @param ethnic GB/T 3304 code, null where not said
 */
record Person(
        String name,
        IdType idType,
        SealedValue idNumber,
        Sex sex,
        @Nullable LocalDate birthDate,
        @Nullable String ethnic,
        @Nullable SealedValue phone,
        ResidenceKind residence) {}
