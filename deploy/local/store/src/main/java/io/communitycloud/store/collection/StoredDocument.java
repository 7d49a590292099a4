package io.communitycloud.store.collection;

import de.bwaldvogel.mongo.bson.Document;

/** A document as it was found: its key, its bytes, and what they say. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record StoredDocument(byte[] key, byte[] bytes, Document document) {}
