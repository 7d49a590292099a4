/** Tests of signed messages. */
@NullMarked
package io.communitycloud.common.signatures;

import org.jspecify.annotations.NullMarked;
