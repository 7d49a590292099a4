/** Personal data at rest and in answers: ciphers, blind indexes, masks, and the record of who saw what. */
@NullMarked
package io.communitycloud.common.privacy;

import org.jspecify.annotations.NullMarked;
