"""Vector code that numba does not find by itself. This module imports numba."""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

LANES = 8


def _add_minima(_typing: Any, first: Any, second: Any, _count: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        vector = ir.VectorType(ir.FloatType(), LANES)
        sums = cgutils.alloca_once_value(builder, ir.Constant(vector, [0.0] * LANES))
        starts = [
            context.make_array(kind)(context, builder, value).data
            for kind, value in zip(signature.args[:2], values[:2], strict=True)
        ]
        zero, step = (context.get_constant(types.intp, value) for value in (0, LANES))
        with cgutils.for_range_slice(builder, zero, values[2], step, inc=True) as (place, _):
            one, two = (
                builder.load(builder.bitcast(builder.gep(start, [place]), vector.as_pointer()), align=4)
                for start in starts
            )
            smaller = builder.select(builder.fcmp_ordered("<", two, one), two, one)
            builder.store(builder.fadd(builder.load(sums), smaller), sums)
        total = builder.load(sums)
        lanes = [builder.extract_element(total, ir.Constant(ir.IntType(32), lane)) for lane in range(LANES)]
        return context.make_tuple(builder, signature.return_type, lanes)

    return types.UniTuple(types.float32, LANES)(first, second, types.intp), generate


add_minima: Any = intrinsic(_add_minima)
"""`add_minima(first, second, count)`, in kernels: the sums over i % 8 of the smaller of first[i], second[i].

Both are contiguous float32; `count` is a multiple of 8. Each of the eight sums is made in the order of i.
"""
