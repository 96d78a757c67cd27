"""A pretended accelerator: the host computes, the device only knows shapes, and every transfer is counted.

Tensors of the host are real, so the whole program runs end to end; tensors of the device are torch's fake
ones, which have device, dtype and shape but no numbers. What comes back to the host is ones, or bytes
of one: a tiny number of any other type.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from unittest import mock

import torch
from torch import Tensor
from torch._subclasses.fake_tensor import FakeTensor, FakeTensorMode, unset_fake_temporarily
from torch.overrides import TorchFunctionMode
from torch.utils._pytree import tree_leaves

aten = torch.ops.aten

_UP_OR_DOWN = {aten._to_copy.default, aten.copy_.default}
_INDEXING = {aten.index, aten.index_put, aten.index_put_}
_DATA_DEPENDENT = {"nonzero", "masked_select", "_unique2", "unique_dim", "unique_consecutive", "nms"}
_NOT_ON_MPS = {"mode", "median_nan"}
_SCALARS = {"_local_scalar_dense", "equal", "is_nonzero"}


class PretendDevice(FakeTensorMode):
    """While it is entered, `kind` is an accelerator of this thread.

    `transfers` counts "up" and "down", `bytes` how much; `waits` names what makes the host wait for the
    device beside that; `operators` how many it was asked for, `calls` how often from Python; `seen` operators
    with what they gave, e.g. "convolution: float16"; `faults` what the device cannot do.
    """

    def __init__(self, kind: str) -> None:
        super().__init__(allow_non_fake_inputs=True)
        self.kind = kind
        self.transfers: Counter[str] = Counter()
        self.bytes: Counter[str] = Counter()
        self.waits: Counter[str] = Counter()
        self.faults: set[str] = set()
        self.seen: set[str] = set()
        self.operators = 0
        self.calls = 0
        self._lost_at_call = -1
        self._fails_at, self._lasting, self._lost = -1, False, False

    def forget(self) -> None:
        """Count from nought."""
        for counter in (self.transfers, self.bytes, self.waits):
            counter.clear()

    def fail_at(self, operator: int, *, lost: bool) -> None:
        """Let operator number `operator` from now find no memory, or the device gone for good."""
        self._fails_at, self._lasting = self.operators + operator, lost

    def lose_at(self, call: int) -> None:
        """Let the device be gone for good at call number `call` from now. Calls come from Python, operators
        also from inside torch, where autocast and losses end the process for an exception."""
        self._lost_at_call = self.calls + call

    def called(self) -> None:
        self.calls += 1
        if self.calls == self._lost_at_call:
            self._lost = True
            self._fail_if_due()

    def synchronize(self, *_device: object) -> None:
        self._fail_if_due()

    def _fail_if_due(self) -> None:
        self.operators += 1
        due = self.operators == self._fails_at
        self._lost = self._lost or (due and self._lasting)
        if self._lost:
            raise torch.AcceleratorError("CUDA error: unspecified launch failure")
        if due:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 MiB.")

    def dispatch(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = kwargs or {}
        leaves = tree_leaves((args, kwargs))
        if func.overloadpacket in (aten.pin_memory, aten._pin_memory):
            return args[0].clone()
        if not any(self._is_there(each) for each in leaves):
            # Constants come as real tensors, and so they stay.
            return func(*args, **kwargs)
        name = func.overloadpacket.__name__
        self._fail_if_due()
        answer = self._instead(func, name, args, kwargs)
        if answer is not None:
            return answer[0]
        if func.overloadpacket in _INDEXING:
            # Rows named by the host are copied without a word.
            for each in args[1]:
                if each is not None and not isinstance(each, FakeTensor):
                    self._count("up", each)
        self._check_operator(func, name)
        found = super().dispatch(func, types, args, kwargs)
        for each in tree_leaves(found):
            if isinstance(each, FakeTensor):
                self.seen.add(told := f"{name}: {str(each.dtype).removeprefix('torch.')}")
                if self.kind == "mps" and each.dtype == torch.float64:
                    self.faults.add(told)
        return found

    def _instead(self, func: Any, name: str, args: Any, kwargs: Any) -> tuple[Any] | None:
        """Return what stands in for an operator that the device cannot answer without numbers."""
        if func in _UP_OR_DOWN:
            return self._transferred(func, args, kwargs)
        if func.overloadpacket in (aten.to, aten.contiguous, aten.reshape):
            # In inference mode composite operators arrive whole.
            with self:
                return (func.decompose(*args, **kwargs),)
        if name in _SCALARS:
            self.waits[name] += 1
            return (1.0 if args[0].dtype.is_floating_point else 1,)
        if name in _DATA_DEPENDENT or _index_by_mask(func, args):
            self.waits[name] += 1
            return (self._stand_in(name, args),)
        return None

    def _is_there(self, value: object) -> bool:
        if isinstance(value, torch.device):
            return value.type == self.kind
        return isinstance(value, FakeTensor)

    def _transferred(self, func: Any, args: Any, kwargs: Any) -> tuple[Tensor] | None:
        source, target = args[0], kwargs.get("device")
        if func is aten.copy_.default:
            target, source = args[:2]
            if isinstance(target, FakeTensor) == isinstance(source, FakeTensor):
                return None
            self._count("up" if isinstance(target, FakeTensor) else "down", source)
            return (target if isinstance(target, FakeTensor) else target.fill_(1),)
        if target is None:
            return None
        if isinstance(source, FakeTensor) and target.type == "cpu":
            self._count("down", source)
            return (torch.ones(source.shape, dtype=kwargs.get("dtype") or source.dtype),)
        if not isinstance(source, FakeTensor) and target.type == self.kind:
            self._count("up", source)
            like = torch.empty_like(source, device="meta", dtype=kwargs.get("dtype"))
            return (FakeTensor(self, like, torch.device(self.kind, 0)),)
        return None

    def _count(self, way: str, source: Tensor) -> None:
        self.transfers[way] += 1
        self.bytes[way] += source.numel() * source.element_size()

    def _stand_in(self, name: str, args: Any) -> Any:
        source = args[0]
        if name == "nonzero":
            return self._new((2, source.ndim), torch.int64)
        if name == "index":
            return self._new((2, *source.shape[args[1][0].ndim :]), source.dtype)
        raise AssertionError(f"{name} makes the host wait for the device, and has no stand-in")

    def _new(self, shape: Sequence[int], dtype: torch.dtype) -> Tensor:
        return FakeTensor(self, torch.empty(shape, dtype=dtype, device="meta"), torch.device(self.kind, 0))

    def _check_operator(self, func: Any, name: str) -> None:
        if self.kind == "cuda" and func.namespace in ("aten", "torchvision"):
            full = func.name()
            keys = ("CUDA", "CompositeExplicitAutograd", "CompositeImplicitAutograd")
            keys += ("CompositeExplicitAutogradNonFunctional",)
            if not any(torch._C._dispatch_has_kernel_for_dispatch_key(full, key) for key in keys):
                self.faults.add(f"{full}: no kernel")
        if self.kind == "mps" and name in _NOT_ON_MPS:
            self.faults.add(f"{name}: not on MPS")


class _ByOperators(TorchFunctionMode):
    """Goes round what fails for a device that is not there or that torch is not linked with."""

    def __init__(self, device: PretendDevice) -> None:
        super().__init__()
        self._device = device

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        del types
        kwargs = dict(kwargs or {})
        if func is Tensor.to:
            return _moved(*args, **kwargs)
        fake = bool(args) and isinstance(args[0], FakeTensor)
        if fake:
            self._device.called()
        if fake and func is Tensor.contiguous:
            return aten.contiguous.default(*args, **kwargs)
        if fake and func is Tensor.__deepcopy__:
            copied, learns = args[0].detach().clone(), args[0].requires_grad
            as_parameter = isinstance(args[0], torch.nn.Parameter)
            return torch.nn.Parameter(copied, learns) if as_parameter else copied.requires_grad_(learns)
        if fake and func is Tensor.backward:
            return _fill_gradients(args[0].grad_fn)
        if fake and func is Tensor.__getitem__:
            return _item(*args)
        return func(*args, **kwargs)


def _on_the_host(load: Callable[..., Any]) -> Callable[..., Any]:
    """Files are read onto the host, with their numbers: under a fake mode torch gives shapes alone."""

    def read(*args: Any, **kwargs: Any) -> Any:
        with unset_fake_temporarily():
            return load(*args, **kwargs)

    return read


def _fill_gradients(node: Any) -> None:
    """Stands in for the backward pass, whose engine wants a real device: each leaf gets a gradient."""
    waiting, known = [node], set()
    while waiting:
        node = waiting.pop()
        if node is None or node in known:
            continue
        known.add(node)
        leaf = getattr(node, "variable", None)
        if leaf is not None:
            leaf.grad = torch.empty_like(leaf)
        waiting += [before for before, _place in node.next_functions]


def _moved(tensor: Tensor, *rest: Any, **kwargs: Any) -> Tensor:
    for each in rest:
        if isinstance(each, str | torch.device):
            kwargs["device"] = torch.device(each)
        elif isinstance(each, torch.dtype):
            kwargs["dtype"] = each
        elif isinstance(each, bool):
            kwargs["non_blocking"] = each
    given = {name: value for name, value in kwargs.items() if value is not None}
    device, dtype = given.get("device", tensor.device), given.get("dtype", tensor.dtype)
    there = torch.device(device).type == tensor.device.type and dtype == tensor.dtype
    if there and given.get("memory_format") in (None, torch.preserve_format):
        return tensor
    return aten._to_copy.default(tensor, **given)


def _item(tensor: Tensor, key: Any) -> Tensor:
    keys = list(key) if isinstance(key, tuple) else [key]
    if Ellipsis in [each for each in keys if not isinstance(each, Tensor)]:
        place = next(place for place, each in enumerate(keys) if each is Ellipsis)
        named = sum(each is not None for each in keys) - 1
        keys[place : place + 1] = [slice(None)] * (tensor.ndim - named)
    indices: list[Tensor | None] = []
    for each in keys:
        if each is None:
            tensor = tensor.unsqueeze(len(indices))
        elif isinstance(each, slice):
            if each != slice(None):
                tensor = aten.slice.Tensor(tensor, len(indices), each.start, each.stop, each.step or 1)
        elif isinstance(each, int):
            tensor = tensor.select(len(indices), each)
            continue
        if isinstance(each, slice) or each is None:
            indices.append(None)
        else:
            indices.append(each if isinstance(each, Tensor) else torch.tensor(each))
    return aten.index.Tensor(tensor, indices) if any(each is not None for each in indices) else tensor


def _index_by_mask(func: Any, args: Any) -> bool:
    if func.overloadpacket not in _INDEXING:
        return False
    return any(each is not None and each.dtype in (torch.bool, torch.uint8) for each in args[1])


@contextmanager
def pretended(kind: str) -> Iterator[PretendDevice]:
    """Give a machine whose accelerator is `kind`; fails at the end if it was asked for what it cannot do."""
    device = PretendDevice(kind)
    import torch.cuda.amp.common as amp

    with (
        mock.patch.object(amp, "amp_definitely_not_available", return_value=False),
        mock.patch.object(torch.cuda, "is_bf16_supported", return_value=True),
        mock.patch.object(torch, "load", _on_the_host(torch.load)),
        mock.patch.object(torch.accelerator, "current_accelerator", return_value=torch.device(kind)),
        mock.patch.object(torch.accelerator, "synchronize", device.synchronize),
        mock.patch.object(torch.accelerator, "device_count", return_value=1),
        mock.patch.object(torch.cuda, "get_device_name", return_value="Pretended GPU"),
        mock.patch.object(torch.xpu, "get_device_name", return_value="Pretended GPU"),
        device,
        _ByOperators(device),
    ):
        yield device
    assert not device.faults, sorted(device.faults)
