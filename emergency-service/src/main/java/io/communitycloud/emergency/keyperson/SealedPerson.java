package io.communitycloud.emergency.keyperson;

import org.jspecify.annotations.Nullable;

/** Who somebody is, enciphered for the document it stands in. */
record SealedPerson(
        String name,
        @Nullable String idNumber,
        @Nullable String phone,
        @Nullable String address) {}
