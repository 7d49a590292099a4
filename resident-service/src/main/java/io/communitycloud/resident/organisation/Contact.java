package io.communitycloud.resident.organisation;

import org.jspecify.annotations.Nullable;

/**
 * Whom of an organisation to ask for.
 *
 * @param phone enciphered, null where none is held
 */
record Contact(String name, @Nullable String phone) {}
