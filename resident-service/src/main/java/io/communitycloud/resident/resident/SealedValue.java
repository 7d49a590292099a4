package io.communitycloud.resident.resident;

/**
 * A personal value as it is stored: readable only with the key, findable without it.
 *
 * @param cipher enciphered for its field and document
 * @param index blind index of the whole value
 * @param tail blind index of its last four characters
 */
record SealedValue(String cipher, String index, String tail) {}
