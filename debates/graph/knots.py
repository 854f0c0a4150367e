"""Strongly connected components: which nodes lie on common circles, in linear time and without recursion."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator


def components(size: int, successors: Callable[[int], Iterable[int]]) -> list[list[int]]:
    """Return the strongly connected components of nodes 0 to `size` - 1, each after all that it leads to.

    R. Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Computing 1, 1972.

    >>> components(3, lambda node: {0: [1], 1: [0, 2], 2: []}[node])
    [[2], [1, 0]]
    """
    found: list[list[int]] = []
    order = [-1] * size
    low = [0] * size
    open_nodes: list[int] = []
    is_open = bytearray(size)
    count = 0
    for root in range(size):
        if order[root] != -1:
            continue
        path: list[tuple[int, Iterator[int]]] = []
        entering = root
        while entering != -1 or path:
            if entering != -1:
                order[entering] = low[entering] = count
                count += 1
                open_nodes.append(entering)
                is_open[entering] = 1
                path.append((entering, iter(successors(entering))))
                entering = -1
            node, following = path[-1]
            for successor in following:
                if order[successor] == -1:
                    entering = successor
                    break
                if is_open[successor]:
                    low[node] = min(low[node], order[successor])
            else:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[node])
                if low[node] == order[node]:
                    found.append(_closed(open_nodes, is_open, node))
    return found


def _closed(open_nodes: list[int], is_open: bytearray, root: int) -> list[int]:
    component = []
    while True:
        node = open_nodes.pop()
        is_open[node] = 0
        component.append(node)
        if node == root:
            return component
