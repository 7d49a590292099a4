@NullMarked
package io.communitycloud.edge.validation;

import org.jspecify.annotations.NullMarked;
