"""Asking the processor for memory that a kernel will need soon. This module imports numba."""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic


def _prefetch(_typing: Any, array: Any, row: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        array_type, row_type = signature.args
        view = context.make_array(array_type)(context, builder, values[0])
        index = context.cast(builder, values[1], row_type, types.intp)
        indices = [index] + [ir.Constant(index.type, 0)] * (array_type.ndim - 1)
        pointer = cgutils.get_item_pointer(context, builder, array_type, view, indices)
        byte_pointer, number = ir.IntType(8).as_pointer(), ir.IntType(32)
        shape = ir.FunctionType(ir.VoidType(), [byte_pointer, number, number, number])
        call = cgutils.get_or_insert_function(builder.module, shape, "llvm.prefetch.p0i8")
        to_write, keep_near, data = (ir.Constant(number, value) for value in (1, 3, 1))
        builder.call(call, [builder.bitcast(pointer, byte_pointer), to_write, keep_near, data])
        return context.get_dummy_value()

    return types.void(array, row), generate


prefetch: Any = intrinsic(_prefetch)
"""`prefetch(array, row)`, in kernels: fetch the start of a row into the cache without waiting for it."""
