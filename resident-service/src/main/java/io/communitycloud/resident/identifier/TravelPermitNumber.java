package io.communitycloud.resident.identifier;

import java.util.regex.Pattern;

/**
 * The number of a mainland travel permit: of Hong Kong and Macao (H or M and 8 digits) or of Taiwan (8 digits).
 *
 * @param value as printed, without the two digits that only count renewals; throws {@link InvalidIdentifier} otherwise
 */
public record TravelPermitNumber(String value) implements IdNumber {

    private static final Pattern FORM = Pattern.compile("[HM]?[0-9]{8}");

    public TravelPermitNumber {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidIdentifier(Fault.TRAVEL_PERMIT_FORMAT);
        }
    }

    @Override
    public IdType type() {
        return IdType.TRAVEL_PERMIT;
    }

    @Override
    public String toString() {
        return "TravelPermitNumber[hidden]";
    }
}
