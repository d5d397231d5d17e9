"""Fusion in our colours: a palette, a small style sheet for leaf controls, and drawn borders.

A style sheet freezes the colours it was made with, so `apply` is called again whenever the
scheme changes. In high contrast there are no colours of ours. Fusion derives its borders from
the window's colour, and on a dark ground they vanish: they are drawn here.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QApplication,
    QPlainTextEdit,
    QProxyStyle,
    QPushButton,
    QStyle,
    QStyleFactory,
    QStyleOption,
    QStyleOptionComplex,
    QTextEdit,
    QWidget,
)

from app.qt.look.palette import palette_of
from app.qt.look.tokens import CONTROL_RADIUS, Tokens, tokens_for, with_accent

_ELEMENT = QStyle.PrimitiveElement
_INPUTS = frozenset({_ELEMENT.PE_FrameLineEdit, _ELEMENT.PE_IndicatorCheckBox})
_BUTTONS = frozenset({_ELEMENT.PE_PanelButtonCommand, _ELEMENT.PE_PanelButtonTool})


class ButtonKind(StrEnum):
    """How a push button is drawn; at most one on a screen is filled."""

    PLAIN = "plain"
    FILLED = "filled"
    CHIP = "chip"
    QUIET = "quiet"
    LINK = "link"


def set_kind(button: QPushButton, kind: ButtonKind) -> None:
    """Have a push button drawn as that kind."""
    button.setProperty("kind", kind.value)
    button.style().unpolish(button)
    button.style().polish(button)


def system_tokens(app: QApplication, scheme: Qt.ColorScheme = Qt.ColorScheme.Unknown) -> Tokens:
    """Return the tokens that fit the system's scheme, contrast and accent as they are now.

    A `scheme` that was chosen counts more than the system's, but high contrast is the system's
    alone. The application's palette is the system's afterwards: `apply` is meant to follow.
    """
    app.setPalette(QPalette())
    palette = app.palette()
    hints = QGuiApplication.styleHints()
    shown = hints.colorScheme() if scheme is Qt.ColorScheme.Unknown else scheme
    tokens = tokens_for(shown, in_high_contrast(palette), palette)
    accent = _system_accent(palette)
    return tokens if accent is None or tokens.contrast else with_accent(tokens, accent)


def in_high_contrast(palette: QPalette) -> bool:
    """Whether the system asks for high contrast, or its theme is plainly a contrast theme."""
    hints = QGuiApplication.styleHints()
    accessibility = hints.accessibility()
    if accessibility.contrastPreference() is Qt.ContrastPreference.HighContrast:
        return True
    grounds = (palette.window().color(), palette.base().color(), palette.button().color())
    return all(ground == QColor(Qt.GlobalColor.black) for ground in grounds)


def apply(app: QApplication, tokens: Tokens) -> None:
    """Dress the application: Fusion with drawn borders, our palette, our sheet.

    Safe to call again at any time. In high contrast the system's palette stands and the sheet
    says nothing of colours; whatever was set before is taken back.
    """
    style = app.findChild(OutlinedFusion)
    if style is None:
        app.setStyle(OutlinedFusion(tokens))
    else:
        style.tokens = tokens
    if tokens.contrast:
        app.setStyleSheet(NO_ICONS)
        app.setPalette(QPalette())
        return
    app.setPalette(palette_of(tokens))
    app.setStyleSheet(sheet(tokens, QFontMetrics(app.font())))


class OutlinedFusion(QProxyStyle):
    """Fusion whose inputs, and in high contrast also buttons, have an outline that is seen."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__("Fusion")
        self.tokens = tokens

    def drawPrimitive(  # noqa: N802 - Qt's name and meaning
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        super().drawPrimitive(element, option, painter, widget)
        if element is _ELEMENT.PE_IndicatorRadioButton:
            self._outline(option, painter, option.rect.width() / 2)
        elif element is _ELEMENT.PE_Frame and isinstance(widget, (QPlainTextEdit, QTextEdit)):
            # The frame of a text is not told that the keyboard is in it.
            self._outline(option, painter, focused=widget.hasFocus())
        elif element in _INPUTS or (self.tokens.contrast and element in _BUTTONS):
            self._outline(option, painter)

    def drawComplexControl(  # noqa: N802 - Qt's name and meaning
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if control is QStyle.ComplexControl.CC_ComboBox and widget is not None:
            self._combo(option, painter, widget)
            return
        super().drawComplexControl(control, option, painter, widget)
        if control is QStyle.ComplexControl.CC_SpinBox:
            self._outline(option, painter)

    def _combo(self, option: QStyleOptionComplex, painter: QPainter, widget: QWidget) -> None:
        """A combo box as an input with a chevron; its text is drawn by Fusion afterwards."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(option.palette.base())
        painter.drawRoundedRect(QRectF(option.rect), CONTROL_RADIUS, CONTROL_RADIUS)
        control, arrow = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxArrow
        middle = QRectF(self.subControlRect(control, option, arrow, widget)).center()
        painter.setPen(QPen(option.palette.text().color(), 1.5))
        painter.drawPolyline(
            [middle + QPointF(-3.5, -1.5), middle + QPointF(0, 2), middle + QPointF(3.5, -1.5)]
        )
        painter.restore()
        self._outline(option, painter, CONTROL_RADIUS)

    def _outline(
        self, option: QStyleOption, painter: QPainter, radius: float = 3, *, focused: bool = False
    ) -> None:
        focused = focused or bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.tokens.accent if focused else self.tokens.edge, 1 + focused))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = 0.5 + focused / 2
        frame = QRectF(option.rect).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, radius, radius)
        painter.restore()


def sheet(tokens: Tokens, metrics: QFontMetrics) -> str:
    """Return the style sheet of the leaf controls; containers and views are left alone.

    The metrics give the pill its radius, since Qt draws square what is rounder than its half.
    """
    names = {name: getattr(tokens, name).name() for name in _SHEET_TOKENS}
    names["filled_hover"] = tokens.accent.lighter(110).name()
    height = metrics.height() + 8
    return NO_ICONS + _SHEET.format(
        **names, radius=CONTROL_RADIUS, chip=height, chip_radius=height // 2
    )


_SHEET_TOKENS = (
    "base",
    "hover",
    "selection",
    "border",
    "edge",
    "text",
    "text2",
    "text3",
    "accent",
    "on_accent",
    "window",
)

NO_ICONS = "QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }\n"
"""A sheet by which buttons of a dialog bear their verb alone: Fusion's icons are not of ours.

Not as a style hint: Qt asks for those at every turn, and would have to ask Python.
"""

_SHEET = """
QLineEdit {{
    background: {base}; color: {text}; border: 1px solid {edge}; border-radius: {radius}px;
    padding: 4px 8px; selection-background-color: {accent}; selection-color: {on_accent};
    placeholder-text-color: {text3};
}}
QLineEdit:focus {{ border: 2px solid {accent}; padding: 3px 7px; }}
QLineEdit:disabled {{ color: {edge}; background: {window}; border-color: {border}; }}
QAbstractItemView QLineEdit {{ border-radius: 0; padding: 0 4px; }}
QLineEdit[flat="true"] {{ background: transparent; border-color: transparent; padding: 2px 0; }}
QLineEdit[flat="true"]:hover {{ border-color: {edge}; }}
QLineEdit[flat="true"]:focus {{
    background: {base}; border: 2px solid {accent}; padding: 1px 0;
}}
QLineEdit[flat="true"]:read-only {{ border-color: transparent; }}
QPlainTextEdit[flat="true"] {{
    background: transparent; border: 1px solid transparent; border-radius: {radius}px;
}}
QPlainTextEdit[flat="true"]:hover {{ border-color: {edge}; }}
QPlainTextEdit[flat="true"]:focus {{ background: {base}; border: 1px solid {accent}; }}
QPlainTextEdit[boxed="true"] {{
    background: {base}; border: 1px solid {edge}; border-radius: {radius}px;
}}
QPlainTextEdit[boxed="true"]:focus {{ border: 2px solid {accent}; }}
QToolButton[field="true"] {{
    color: {text}; padding: 2px 0; border: 1px solid transparent;
}}
QToolButton[field="true"]:hover {{ background: transparent; border-color: {edge}; }}
QToolButton[field="true"]:focus {{ border: 2px solid {accent}; padding: 1px 0; }}
QToolButton[field="true"]:disabled {{ color: {text}; }}
QToolButton[field="true"]::menu-indicator {{ image: none; }}
QComboBox QLineEdit, QAbstractSpinBox QLineEdit {{
    border: none; background: transparent; padding: 0;
}}
QPushButton {{
    background: {base}; color: {text}; border: 1px solid {border}; border-radius: {radius}px;
    padding: 5px 12px;
}}
QPushButton:hover {{ background: {hover}; border-color: {edge}; }}
QPushButton:pressed, QPushButton:checked {{ background: {selection}; border-color: {accent}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 4px 11px; }}
QPushButton:disabled {{ color: {edge}; border-color: {border}; background: transparent; }}
QPushButton[kind="filled"] {{
    background: {accent}; color: {on_accent}; border-color: {accent}; font-weight: 600;
}}
QPushButton[kind="filled"]:hover {{ background: {filled_hover}; }}
QPushButton[kind="filled"]:focus {{ border: 2px solid {text}; }}
QPushButton[kind="filled"]:disabled {{
    background: {window}; color: {edge}; border-color: {border};
}}
QPushButton[kind="chip"] {{
    min-height: {chip}px; max-height: {chip}px; padding: 0 11px; border-radius: {chip_radius}px;
    color: {text2};
}}
QPushButton[kind="chip"]:checked {{ color: {text}; font-weight: 600; }}
QPushButton[kind="chip"]:focus {{ padding: 0 10px; }}
QPushButton[kind="quiet"] {{ background: transparent; border-color: transparent; color: {text2}; }}
QPushButton[kind="quiet"]:hover {{ background: {hover}; color: {text}; }}
QPushButton[kind="quiet"]:focus {{ border-color: {accent}; }}
QPushButton[kind="link"] {{
    background: transparent; border: 1px solid transparent; border-radius: {radius}px;
    color: {accent}; padding: 0; text-align: left;
}}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="link"]:focus {{ border: 1px solid {accent}; padding: 0; }}
QToolButton {{
    background: transparent; color: {text2}; border: 1px solid transparent;
    border-radius: {radius}px; padding: 4px 6px;
}}
QToolButton:hover {{ background: {hover}; color: {text}; }}
QToolButton:pressed, QToolButton:checked {{ background: {selection}; color: {text}; }}
QToolButton:focus {{ border-color: {accent}; }}
QToolButton:disabled {{ color: {edge}; }}
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {border}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {edge}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _system_accent(palette: QPalette) -> QColor | None:
    """The accent the system was given, None where it is only Fusion's own."""
    fusion = QStyleFactory.create("Fusion")
    accent = palette.accent().color()
    return None if accent == fusion.standardPalette().accent().color() else accent
