/** What is brought to the inbox, over HTTP, with the store and the owners of its rows. */
@NullMarked
package io.communitycloud.exchange.intake;

import org.jspecify.annotations.NullMarked;
