//! Division by a literal as the law rounds it: to six places, half away from zero. The engine's own division truncates.
//!
//! Never: a second way to round; it calls [`law::expr::Exact::over`].
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, Decimal128Array};
use datafusion::arrow::datatypes::{DataType, Decimal128Type};
use datafusion::common::{Result, exec_err};
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility};
use law::expr::Exact;

use crate::compile::{PRECISION, QUOTIENT_SCALE};

/// `x / divisor`.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Quotient {
    mantissa: i128,
    scale: u32,
    signature: Signature,
}

/// The function that divides by `divisor`.
pub(crate) fn by(divisor: Exact) -> ScalarUDF {
    let signature = Signature::any(1, Volatility::Immutable);
    ScalarUDF::from(Quotient { mantissa: divisor.mantissa, scale: divisor.scale, signature })
}

impl ScalarUDFImpl for Quotient {
    fn name(&self) -> &'static str {
        "law_quotient"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Decimal128(PRECISION, QUOTIENT_SCALE))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let arrays = ColumnarValue::values_to_arrays(&args.args)?;
        let [numbers] = arrays.as_slice() else { return exec_err!("one number is divided") };
        let DataType::Decimal128(_, scale) = numbers.data_type() else { return exec_err!("a decimal is divided") };
        let Ok(scale) = u32::try_from(*scale) else { return exec_err!("a decimal has no negative scale") };
        let places = u32::try_from(QUOTIENT_SCALE).unwrap_or_default();
        let divisor = Exact { mantissa: self.mantissa, scale: self.scale };
        let over = |mantissa: i128| Exact { mantissa, scale }.over(divisor, places).map(|quotient| quotient.mantissa);
        let numbers = numbers.as_primitive::<Decimal128Type>();
        let quotients: Decimal128Array = numbers.iter().map(|number| number.and_then(over)).collect();
        let quotients: ArrayRef = Arc::new(quotients.with_precision_and_scale(PRECISION, QUOTIENT_SCALE)?);
        Ok(ColumnarValue::Array(quotients))
    }
}
