/** What a service promises in writing, held against what it does. */
@NullMarked
package io.communitycloud.common.testing.contract;

import org.jspecify.annotations.NullMarked;
