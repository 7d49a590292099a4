/** Bureaus as partners: who they are, which keys and addresses speak for them, and how much they may ask. */
@NullMarked
package io.communitycloud.exchange.partner;

import org.jspecify.annotations.NullMarked;
