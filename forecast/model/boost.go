package model

import (
	"context"
	"slices"
)

// Shape of the boosted trees.
const (
	boostTrees = 80
	boostDepth = 4
	boostRate  = 0.1
	boostBins  = 32   // of a feature
	boostLeaf  = 40.0 // rows of a leaf, at least
	boostRidge = 20.0 // rows' worth of doubt in a leaf
)

// boosted are regression trees that correct each other (Friedman 2001), grown on binned
// features (Ke et al. 2017). Everything is deterministic.
type boosted struct {
	edges [][]float64 // by feature: upper ends of its bins
	trees [][]node
}

// node is a split, or a leaf where feature is -1. The children of node k are 2k+1 and 2k+2.
type node struct {
	feature int
	bin     uint8 // the left child takes bins up to it
	value   float64
}

// boost learns y from the features, column by column.
func boost(ctx context.Context, columns [][]float64, y []float64) (*boosted, error) {
	b := &boosted{}
	binned := make([][]uint8, len(columns))
	for f, column := range columns {
		b.edges = append(b.edges, edgesOf(column))
		binned[f] = make([]uint8, len(column))
		for i, x := range column {
			binned[f][i] = binOf(b.edges[f], x)
		}
	}
	left := slices.Clone(y)
	limit := clipOf(left)
	g := grower{columns: binned, place: make([]uint16, len(y)), clipped: make([]float64, len(y))}
	for range boostTrees {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for i, r := range left {
			g.clipped[i] = min(max(r, -limit), limit)
		}
		tree := g.grow()
		for i := range left {
			left[i] -= tree[g.place[i]].value
		}
		b.trees = append(b.trees, tree)
	}
	return b, nil
}

// clipOf bounds residuals at three robust standard deviations (Huber's loss).
func clipOf(y []float64) float64 {
	sorted := make([]weighted, len(y))
	for i, v := range y {
		sorted[i] = weighted{v, 1}
	}
	sortWeighted(sorted)
	return max(3*spread(sorted), 1e-9)
}

// edgesOf are the upper ends of bins of about equal count.
func edgesOf(column []float64) []float64 {
	sorted := slices.Clone(column)
	slices.Sort(sorted)
	var edges []float64
	for k := 1; k < boostBins; k++ {
		e := sorted[k*len(sorted)/boostBins]
		if len(edges) == 0 || e > edges[len(edges)-1] {
			edges = append(edges, e)
		}
	}
	return edges
}

func binOf(edges []float64, x float64) uint8 {
	k, _ := slices.BinarySearch(edges, x)
	return uint8(k)
}

// predict is the sum of the trees for one row of bins.
func (b *boosted) predict(row []float64) float64 {
	bins := make([]uint8, len(row))
	for f, x := range row {
		bins[f] = binOf(b.edges[f], x)
	}
	var sum float64
	for _, tree := range b.trees {
		k := 0
		for tree[k].feature >= 0 {
			if bins[tree[k].feature] <= tree[k].bin {
				k = 2*k + 1
			} else {
				k = 2*k + 2
			}
		}
		sum += tree[k].value
	}
	return sum
}

// grower grows one tree after the other on the same rows.
type grower struct {
	columns [][]uint8
	clipped []float64 // what is left to explain
	place   []uint16  // by row: the node that holds it
}

// bucket sums the rows of a bin.
type bucket struct{ sum, count float64 }

// grow splits level by level and leaves each row's leaf in place.
func (g *grower) grow() []node {
	tree := make([]node, 1<<(boostDepth+1)-1)
	for i := range g.place {
		g.place[i] = 0
	}
	for k := range tree {
		tree[k].feature = -1
	}
	hist := make([][boostBins]bucket, 1<<boostDepth)
	best := make([]float64, len(tree))
	for level := range boostDepth {
		first := 1<<level - 1
		for f, column := range g.columns {
			level := hist[:first+1]
			clear(level)
			for i, p := range g.place {
				if int(p) >= first {
					b := &level[int(p)-first][column[i]]
					b.sum += g.clipped[i]
					b.count++
				}
			}
			for k := range level {
				gain, bin, ok := split(&level[k])
				if n := first + k; ok && gain > best[n]+1e-12 {
					best[n] = gain
					tree[n].feature, tree[n].bin = f, bin
				}
			}
		}
		for i, p := range g.place {
			if n := tree[p]; int(p) >= first && n.feature >= 0 {
				g.place[i] = 2*p + 1
				if g.columns[n.feature][i] > n.bin {
					g.place[i]++
				}
			}
		}
	}
	g.leaves(tree)
	return tree
}

// split is the best cut of a histogram by the drop of squared error.
func split(h *[boostBins]bucket) (gain float64, bin uint8, ok bool) {
	var all bucket
	for _, b := range h {
		all.sum, all.count = all.sum+b.sum, all.count+b.count
	}
	if all.count < 2*boostLeaf {
		return 0, 0, false
	}
	worth := func(b bucket) float64 { return b.sum * b.sum / (b.count + boostRidge) }
	var left bucket
	for k, b := range h[:boostBins-1] {
		left.sum, left.count = left.sum+b.sum, left.count+b.count
		right := bucket{all.sum - left.sum, all.count - left.count}
		if left.count < boostLeaf || right.count < boostLeaf {
			continue
		}
		if w := worth(left) + worth(right) - worth(all); w > gain {
			gain, bin, ok = w, uint8(k), true
		}
	}
	return gain, bin, ok
}

// leaves gives every leaf its shrunk mean.
func (g *grower) leaves(tree []node) {
	sums := make([]bucket, len(tree))
	for i, p := range g.place {
		sums[p].sum += g.clipped[i]
		sums[p].count++
	}
	for k, s := range sums {
		if s.count > 0 {
			tree[k].value = boostRate * s.sum / (s.count + boostRidge)
		}
	}
}
