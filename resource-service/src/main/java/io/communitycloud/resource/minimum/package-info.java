/** How much should lie in a store, as far as anybody has laid that down, and which response level is in force. */
@NullMarked
package io.communitycloud.resource.minimum;

import org.jspecify.annotations.NullMarked;
