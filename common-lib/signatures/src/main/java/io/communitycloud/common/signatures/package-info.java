/** HTTP messages signed by RFC 9421 and digested by RFC 9530, in exactly the profile the platform speaks. */
@NullMarked
package io.communitycloud.common.signatures;

import org.jspecify.annotations.NullMarked;
