/** One row per call, without its content, told to whoever keeps the account; no call waits for it. */
@NullMarked
package io.communitycloud.edge.call;

import org.jspecify.annotations.NullMarked;
