/** Tests of the account of calls. */
@NullMarked
package io.communitycloud.edge.call;

import org.jspecify.annotations.NullMarked;
