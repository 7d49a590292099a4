package io.communitycloud.resident.resident;

import io.communitycloud.common.privacy.Masks;
import io.communitycloud.common.web.FieldError;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.resident.identifier.Caution;
import io.communitycloud.resident.identifier.Checked;
import io.communitycloud.resident.identifier.IdNumber;
import io.communitycloud.resident.identifier.IdType;
import io.communitycloud.resident.identifier.Identifiers;
import io.communitycloud.resident.identifier.Phone;
import io.communitycloud.resident.identifier.Sex;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person as a caller describes her.
 *
 * @param sex may be left out where the number states it
 * @param birthDate may be left out where the number states it
 * @param ethnic GB/T 3304 code
 * @param phone a mobile number
 */
public record PersonForm(
        @NotBlank @Size(max = 60) String name,
        @NotNull IdType idType,
        @NotBlank @Size(max = 30) String idNumber,
        @Nullable Sex sex,
        @Nullable LocalDate birthDate,

        @Nullable @Pattern(regexp = "0[1-9]|[1-4][0-9]|5[0-6]|97|98")
        String ethnic,

        @Nullable @Size(max = 20) String phone,
        @NotNull ResidenceKind residence) {

    /**
     * Reads numbers and phone by their rules and compares what is said twice.
     *
     * @throws InvalidRequest naming every member that is wrong
     * @throws io.communitycloud.common.web.Refused 422 {@code masked-value} where a mask was sent back
     */
    Checks check(Identifiers identifiers) {
        Masks.refuseMasked("/name", name);
        Masks.refuseMasked("/idNumber", idNumber);
        Masks.refuseMasked("/phone", phone);
        List<FieldError> errors = new ArrayList<>();
        List<Caution> cautions = new ArrayList<>();
        IdNumber number = read(identifiers.idNumber(idType, idNumber), "/idNumber", errors, cautions);
        Phone read = phone == null ? null : read(identifiers.phone(phone), "/phone", errors, cautions);
        if (number != null) {
            contradiction("/birthDate", birthDate, number.statedBirthDate(), errors);
            contradiction("/sex", sex, number.statedSex(), errors);
        }
        if (number == null || !errors.isEmpty()) {
            throw new InvalidRequest(errors);
        }
        Sex known = sex == null ? number.statedSex().orElse(Sex.UNKNOWN) : sex;
        LocalDate born = birthDate == null ? number.statedBirthDate().orElse(null) : birthDate;
        return new Checks(number, read, known, born, cautions);
    }

    private static <T> @Nullable T read(
            Checked<? extends T> checked, String pointer, List<FieldError> errors, List<Caution> cautions) {
        cautions.addAll(checked.cautions());
        return switch (checked) {
            case Checked.Accepted<? extends T> accepted -> accepted.value();
            case Checked.Refused<? extends T> refused -> {
                errors.add(FieldError.of(pointer, refused.fault().code()));
                yield null;
            }
        };
    }

    private static <T> void contradiction(
            String pointer, @Nullable T said, Optional<T> stated, List<FieldError> errors) {
        if (said != null && stated.isPresent() && !stated.get().equals(said)) {
            errors.add(FieldError.of(pointer, "contradicts-id-number"));
        }
    }

    /** What the form says once its numbers are read. */
    record Checks(
            IdNumber number,
            @Nullable Phone phone,
            Sex sex,
            @Nullable LocalDate birthDate,
            List<Caution> cautions) {}
}
