/** What the tests of identity share. */
@NullMarked
package io.communitycloud.common.identity;

import org.jspecify.annotations.NullMarked;
